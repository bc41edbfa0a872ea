-- title: 住院期间另行门诊结算
-- title_en: Outpatient bills while lying in hospital
-- measure: 41
-- citation: 《社会保险经办条例》第四十三条、第五十五条；《工伤保险条例》第三十条、第四十七条
-- severity: 2
-- version: 1
-- inputs: visits
-- parameter: bills = 2 | 张 | 一次住院期间至少几张门诊单据
-- exception: 入院当日、出院当日；仅一次外出检查；自费或医疗保险结算
-- next_step: 调取医嘱和外出检查单，核减无医嘱的门诊费用
select a.person_key, a.bill_no as subject, a.visited_month as period, a.hospital, a.visited_day, a.discharged_day, count(distinct b.bill_no) as bills, sum(b.amount) as amount_fen
from visits a
join visits b on b.person_key = a.person_key and b.kind = 'out' and b.settled_by = 'work_injury'
    and b.visited_day > a.visited_day and b.visited_day < a.discharged_day
cross join run r
join parameters p on p.district = ''
where a.kind = 'in' and a.settled_by = 'work_injury' and a.visited_day < r.next_day
group by a.person_key, a.bill_no, a.visited_month, a.hospital, a.visited_day, a.discharged_day, p.bills
having count(distinct b.bill_no) >= p.bills
;
-- evidence
select b.bill_no, b.kind, b.hospital, b.visited_minute, b.discharged_day, b.amount as amount_fen, b.diagnosis
from visits a
join lead l on a.bill_no = l.subject
join visits b on b.person_key = a.person_key and b.visited_day >= a.visited_day and b.visited_day <= a.discharged_day
order by b.visited_minute
