-- title: 结算诊断与工伤无关
-- title_en: Diagnoses that no accident explains, billed as work injury
-- measure: 41
-- citation: 《社会保险经办条例》第四十三条；《工伤保险条例》第三十条第三款（非工伤引发的疾病按基本医疗保险办理）
-- severity: 2
-- version: 1
-- inputs: visits, injuries
-- parameter: days = 30 | 日 | 受伤后几日内的住院视为可能的并发症
-- exception: 职业病；受伤后短期住院的并发症；诊断未按ICD-10编码；医疗保险结算
-- next_step: 调取病案由医疗专家审核，非工伤费用转基本医疗保险
with first_injury as (
    select i.person_key, min(i.injured_day) as injured_day, max(case when i.article like '14-4%' then 1 else 0 end) as has_disease
    from injuries i
    group by i.person_key
)
select v.person_key, v.bill_no as subject, v.visited_month as period, v.hospital, v.visited_day, v.diagnosis, v.amount as amount_fen
from visits v
join first_injury f on f.person_key = v.person_key
cross join run r
join parameters p on p.district = ''
where v.settled_by = 'work_injury' and v.visited_day < r.next_day and f.has_disease = 0
  and substr(v.diagnosis, 1, 1) in ('A', 'B', 'C', 'D', 'E', 'J', 'K', 'L', 'N', 'O', 'P', 'Q')
  and substr(v.diagnosis, 2, 1) in ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
  and (v.kind = 'out' or v.visited_day - f.injured_day > p.days)
;
-- evidence
select v.bill_no, v.kind, v.hospital, v.visited_minute, v.diagnosis, v.amount as amount_fen, v.settled_by
from visits v join lead l on v.person_key = l.person_key
order by v.visited_minute
