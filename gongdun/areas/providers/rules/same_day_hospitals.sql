-- title: 同日多家医院就诊
-- title_en: Several hospitals on one day
-- measure: 41
-- citation: 《社会保险经办条例》第四十三条、第五十五条
-- severity: 1
-- version: 1
-- inputs: visits
-- parameter: hospitals = 3 | 家 | 同日至少几家医院
-- exception: 急救转诊，两家医院；自费或医疗保险结算
-- next_step: 核对各院就诊记录，查明是否借用工伤身份就医
select v.person_key, min(v.bill_no) as subject, v.visited_month as period, v.visited_day, count(distinct v.hospital) as hospitals, sum(v.amount) as amount_fen
from visits v
cross join run r
join parameters p on p.district = ''
where v.settled_by = 'work_injury' and v.visited_day < r.next_day
group by v.person_key, v.visited_month, v.visited_day, p.hospitals
having count(distinct v.hospital) >= p.hospitals
;
-- evidence
select o.bill_no, o.hospital, o.kind, o.visited_minute, o.diagnosis, o.amount as amount_fen
from visits v
join lead l on v.bill_no = l.subject and v.person_key = l.person_key
join visits o on o.person_key = v.person_key and o.visited_day = v.visited_day
order by o.visited_minute
