-- title: 首次参保后短期内受伤
-- title_en: Hurt within days of the first cover ever
-- measure: 37
-- citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条
-- severity: 2
-- version: 1
-- inputs: injuries, enrolment_spans, employers
-- optional: spans, claims
-- parameter: days = 7 | 日 | 首次参保后几日内受伤
-- parameter: new_plant_months = 3 | 月 | 新设单位登记后几个月内不列入
-- exception: 新设企业全员参保；曾在他处参保；参保当日及事后参保另行查找
-- next_step: 核查劳动关系起始和受伤经过
with first_ever as (
    select s.person_key, min(s.operated_day) as operated_day, min(s.operated_minute) as operated_minute, min(s.start_month) as start_month
    from enrolment_spans s group by s.person_key
),
paid as (
    select c.matter_no, sum(c.amount) as amount from claims c group by c.matter_no
)
select i.person_key, i.employer_key, e.district, i.matter_no as subject, i.injured_day, f.operated_day, i.injured_day - f.operated_day as days, d.amount as amount_fen
from injuries i
cross join run r
join employers e on e.employer_key = i.employer_key
join parameters p on p.district = e.district
join first_ever f on f.person_key = i.person_key
left join paid d on d.matter_no = i.matter_no
where i.injured_day < r.next_day
  and i.injured_day - f.operated_day <= p.days and f.operated_minute < i.injured_minute - 1440
  and (e.registered_month is null or e.registered_month < i.injured_month - p.new_plant_months)
  and not exists (select 1 from spans s where s.person_key = i.person_key and s.start_month < f.start_month)
;
-- evidence
select i.injured_minute, s.employer_key, s.scheme, s.start_month, s.operated_minute
from injuries i
join lead l on i.matter_no = l.subject
left join enrolment_spans s on s.person_key = i.person_key
order by s.operated_minute
