-- title: 同一单据重复结算
-- title_en: One bill settled twice
-- measure: 41
-- citation: 《社会保险法》第三十条、第八十八条；《工伤保险条例》第三十条
-- severity: 3
-- version: 1
-- inputs: visits
-- exception: 同日不同单据；现金自付后报销
-- next_step: 与医保部门核对，退回重复支付的基金
select a.person_key, a.bill_no as subject, a.visited_month as period, a.hospital, a.visited_day, a.amount as amount_fen, b.amount as medical_fen
from visits a
join visits b on b.bill_no = a.bill_no and b.person_key = a.person_key and b.hospital = a.hospital and b.settled_by = 'medical'
cross join run r
cross join parameters p
where p.district = '' and a.settled_by = 'work_injury' and a.visited_day < r.next_day
;
-- evidence
select v.bill_no, v.hospital, v.settled_by, v.visited_minute, v.amount as amount_fen, v.diagnosis
from visits v join lead l on v.bill_no = l.subject
order by v.settled_by
