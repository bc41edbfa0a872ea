-- title: 单据号与其他记录矛盾
-- title_en: A bill number that belongs to somebody or somewhere else
-- measure: 41
-- citation: 《社会保险法》第三十条、第八十八条；《社会保险经办条例》第四十三条
-- severity: 3
-- version: 1
-- inputs: visits
-- exception: 不同医院各自编号；同一单据由两种方式各结算一部分
-- next_step: 向医院调取单据存根和结算记录，核实单据真伪
select a.person_key, a.bill_no as subject, a.visited_month as period, a.hospital, a.visited_day, a.amount as amount_fen,
    max(case when b.person_key <> a.person_key then 1 else 0 end) as is_of_another,
    max(case when b.hospital <> a.hospital then 1 else 0 end) as is_elsewhere,
    max(case when b.visited_day <> a.visited_day then 1 else 0 end) as is_of_another_day
from visits a
join visits b on b.bill_no = a.bill_no and b.settled_by <> a.settled_by
cross join run r
cross join parameters p
where p.district = '' and a.settled_by = 'work_injury' and a.visited_day < r.next_day
  and ((b.hospital = a.hospital and (b.person_key <> a.person_key or b.visited_day <> a.visited_day))
    or (b.person_key = a.person_key and b.hospital <> a.hospital))
group by a.person_key, a.bill_no, a.visited_month, a.hospital, a.visited_day, a.amount
;
-- evidence
select v.bill_no, v.person_key, v.hospital, v.settled_by, v.visited_minute, v.amount as amount_fen, v.diagnosis
from visits v join lead l on v.bill_no = l.subject
order by v.settled_by
