-- title: 实名制考勤人员不在项目参保名单
-- title_en: People on a building site outside the project's cover
-- measure: 36
-- citation: 人社部发〔2014〕103号；《保障农民工工资支付条例》第二十八条
-- severity: 3
-- version: 1
-- inputs: attendance, projects
-- optional: enrolment_spans, declarations, employers
-- parameter: days = 2 | 日 | 当月至少到场几日
-- exception: 已列入项目动态名单；劳务单位或总承包单位按固定职工参保；一日到访
-- next_step: 通知总承包单位当日补录动态名单、办理延期，抄送住建部门
with present as (
    select a.project_no, a.person_key, coalesce(a.employer_key, b.employer_key) as employer_key, b.employer_key as contractor_key, b.district,
        b.covered_from_day, b.covered_to_day, count(*) as days, min(a.on_day) as from_day, max(a.on_day) as to_day,
        sum(case when b.covered_to_day < a.on_day then 1 else 0 end) as days_past_cover,
        sum(case when b.covered_from_day is null or a.on_day < b.covered_from_day then 1 else 0 end) as days_before_cover
    from attendance a
    join projects b on b.project_no = a.project_no
    cross join run r
    where a.on_month = r.month
    group by a.project_no, a.person_key, coalesce(a.employer_key, b.employer_key), b.employer_key, b.district, b.covered_from_day, b.covered_to_day
),
judged as (
    select n.*,
        case when exists (select 1 from enrolment_spans s cross join run r where s.person_key = n.person_key and s.scheme = 'project'
            and (s.employer_key = n.contractor_key or s.employer_key = n.employer_key) and s.start_month <= r.month and s.end_month > r.month) then 1 else 0 end as is_listed,
        case when exists (select 1 from declarations d cross join run r where d.person_key = n.person_key and d.month = r.month
                and (d.employer_key = n.employer_key or d.employer_key = n.contractor_key))
            or exists (select 1 from enrolment_spans s cross join run r where s.person_key = n.person_key and s.scheme <> 'project'
                and (s.employer_key = n.contractor_key or s.employer_key = n.employer_key) and s.start_month <= r.month and s.end_month > r.month)
            then 1 else 0 end as is_own_staff
    from present n
)
select j.person_key, j.employer_key, coalesce(j.district, e.district) as district, j.project_no as subject, r.month as period,
    j.days, j.from_day, j.to_day, j.is_listed, j.days_past_cover, j.days_before_cover, j.covered_to_day
from judged j
cross join run r
left join employers e on e.employer_key = j.contractor_key
join parameters p on p.district = ''
where j.is_own_staff = 0 and j.days >= p.days and (j.is_listed = 0 or j.days_past_cover >= p.days or j.days_before_cover >= p.days)
;
-- evidence
select a.on_day, a.employer_key, b.covered_from_day, b.covered_to_day
from attendance a
join lead l on a.person_key = l.person_key and a.project_no = l.subject
join projects b on b.project_no = a.project_no
order by a.on_day
