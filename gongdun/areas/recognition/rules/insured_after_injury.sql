-- title: 先受伤后参保
-- title_en: Enrolled after the injury, or in the day before it
-- measure: 37
-- citation: 《社会保险法》第五十八条、第八十八条；《工伤保险条例》第六十二条
-- severity: 3
-- version: 1
-- inputs: injuries, enrolment_spans, employers
-- optional: relations, employment
-- parameter: minutes_before = 1440 | 分钟 | 受伤前多久之内参保也列入
-- parameter: hire_days = 30 | 日 | 法定参保期，期内等级降低
-- exception: 合并转户保险关系未中断；参保已久；三十日法定参保期内各地认定不一，只提示不拒绝
-- next_step: 核实受伤时间、用工起始和参保经办记录，由认定部门判断
with first_cover as (
    select i.matter_no, min(s.operated_minute) as operated_minute, min(s.operated_day) as operated_day, min(s.start_month) as start_month
    from injuries i
    join enrolment_spans s on s.person_key = i.person_key and s.employer_key = i.employer_key and s.end_month > i.injured_month and s.start_month <= i.injured_month + 1
    group by i.matter_no
)
select i.person_key, i.employer_key, e.district, i.matter_no as subject, i.injured_minute, i.first_visit_minute, c.operated_minute, c.start_month,
    case when i.first_visit_minute < c.operated_minute then 1 else 0 end as visited_before_enrolment,
    case when exists (select 1 from employment g cross join parameters p where g.person_key = i.person_key and g.employer_key = i.employer_key
        and p.district = '' and c.operated_day - g.started_day <= p.hire_days) then 2 else 3 end as severity
from injuries i
cross join run r
join first_cover c on c.matter_no = i.matter_no
join employers e on e.employer_key = i.employer_key
join parameters p on p.district = e.district
where i.injured_day < r.next_day
  and (c.operated_minute >= i.injured_minute - p.minutes_before or i.first_visit_minute < c.operated_minute)
  and not exists (select 1 from enrolment_spans o
      join relations k on k.kind = 'merger' and k.from_employer_key = o.employer_key and k.to_employer_key = i.employer_key
      where o.person_key = i.person_key and o.start_month < i.injured_month and o.end_month >= i.injured_month - 1)
;
-- evidence
select i.injured_minute, i.first_visit_minute, i.reported_minute, s.employer_key, s.scheme, s.operated_minute, s.start_month
from injuries i
join lead l on i.matter_no = l.subject
left join enrolment_spans s on s.person_key = i.person_key
order by s.operated_minute
