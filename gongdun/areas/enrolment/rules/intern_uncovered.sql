-- title: 实习期内未参保
-- title_en: Interns without cover during their placement
-- measure: 2
-- citation: 苏人社规〔2020〕6号；《职业学校学生实习管理规定》
-- severity: 2
-- version: 1
-- inputs: placements
-- optional: enrolment_spans, declarations, employers
-- parameter: grace_days = 3 | 日 | 实习开始后几日内可办理
-- exception: 实习尚未开始或刚开始三日内；已由实习单位以任何险种参保
-- next_step: 通知学校和实习单位补办实习参保，参保期应覆盖全部实习协议期
select a.person_key, a.employer_key, e.district, a.started_month as period, a.started_day, a.ended_day, a.school
from placements a
cross join run r
join parameters p on p.district = ''
left join employers e on e.employer_key = a.employer_key
where r.next_day - a.started_day > p.grace_days and (a.ended_day is null or a.ended_day >= r.first_day)
  and not exists (select 1 from enrolment_spans s where s.person_key = a.person_key and s.employer_key = a.employer_key and s.start_month <= r.month and s.end_month > r.month)
  and not exists (select 1 from declarations d where d.person_key = a.person_key and d.employer_key = a.employer_key and d.month = r.month)
;
-- evidence
select a.school, a.started_day, a.ended_day, s.start_month, s.end_month as until_month
from placements a
join lead l on a.person_key = l.person_key and a.employer_key = l.employer_key
left join enrolment_spans s on s.person_key = a.person_key and s.employer_key = a.employer_key
