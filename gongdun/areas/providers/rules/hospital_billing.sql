-- title: 住院时间重叠
-- title_en: In two hospitals' beds at once, or billed after discharge
-- measure: 41
-- citation: 《社会保险经办条例》第四十三条、第五十五条；《工伤保险条例》第三十条、第四十七条
-- severity: 2
-- version: 1
-- inputs: visits
-- exception: 出院当日转院；先后两次住院；同院转科
-- next_step: 调取两院住院病案和费用清单，核减重叠费用，按协议处理
-- Not judged here, since no table of the contracts carries it: single fee lines (fees after discharge, drugs outside the list) and
-- rehabilitation plans. Bills are known as a whole; diagnosis_unrelated, group_admission, same_day_hospitals, outpatient_in_stay judge the rest.
select b.person_key, b.bill_no as subject, b.visited_month as period, b.hospital, b.visited_day, b.discharged_day, max(a.discharged_day) as earlier_discharged_day,
    b.amount as amount_fen, count(*) as overlaps
from visits b
join visits a on a.person_key = b.person_key and a.kind = 'in' and a.bill_no <> b.bill_no and a.hospital <> b.hospital
    and a.visited_day < b.visited_day and a.discharged_day > b.visited_day
cross join run r
cross join parameters p
where p.district = '' and b.kind = 'in' and b.visited_day < r.next_day and (a.settled_by = 'work_injury' or b.settled_by = 'work_injury')
group by b.person_key, b.bill_no, b.visited_month, b.hospital, b.visited_day, b.discharged_day, b.amount
;
-- evidence
select a.bill_no, a.hospital, a.visited_minute, a.discharged_day, a.amount as amount_fen, a.diagnosis, a.settled_by
from visits b
join lead l on b.bill_no = l.subject
join visits a on a.person_key = b.person_key and a.kind = 'in'
order by a.visited_minute
