-- title: 技工院校学生实习开始未及时参保
-- title_en: School rosters: students not enrolled within days of the start
-- measure: 3
-- citation: 苏人社规〔2020〕6号；《职业学校学生实习管理规定》
-- severity: 2
-- version: 1
-- inputs: placements
-- optional: enrolment_spans, declarations, employers
-- parameter: grace_days = 3 | 日 | 实习开始后几日内应办理
-- exception: 三日内已参保；实习尚未开始；已由单位按职工参保
-- next_step: 按学期反馈学校，限期补办，参保率应达百分之百
with started as (
    select a.person_key, a.employer_key, a.school, a.started_day, a.started_month, a.ended_day, p.grace_days, min(s.operated_day) as enrolled_day
    from placements a
    cross join run r
    join parameters p on p.district = ''
    left join enrolment_spans s on s.person_key = a.person_key and s.employer_key = a.employer_key and s.operated_day < r.next_day and s.end_month > a.started_month
    where r.next_day - a.started_day > p.grace_days and (a.ended_day is null or a.ended_day >= r.first_day)
    group by a.person_key, a.employer_key, a.school, a.started_day, a.started_month, a.ended_day, p.grace_days
)
select t.person_key, t.employer_key, e.district, t.started_month as period, t.school, t.started_day, t.enrolled_day,
    case when t.enrolled_day is null then r.next_day - t.started_day else t.enrolled_day - t.started_day end as days_without_cover
from started t
cross join run r
left join employers e on e.employer_key = t.employer_key
where (t.enrolled_day is null or (t.enrolled_day > t.started_day + t.grace_days and t.enrolled_day >= r.first_day))
  and not exists (select 1 from declarations d where d.person_key = t.person_key and d.employer_key = t.employer_key and d.month = r.month)
;
-- evidence
select a.school, a.started_day, a.ended_day, s.scheme, s.operated_day
from placements a
join lead l on a.person_key = l.person_key and a.employer_key = l.employer_key
left join enrolment_spans s on s.person_key = a.person_key and s.employer_key = a.employer_key
