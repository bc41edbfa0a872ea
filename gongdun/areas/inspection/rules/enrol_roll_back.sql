-- title: 先参保后回退
-- title_en: Enrolled and rolled back in the same month, again and again
-- measure: 39
-- citation: 《社会保险法》第五十八条、第八十八条；《工伤保险条例》第六十条
-- severity: 2
-- version: 1
-- inputs: enrolments, employers
-- optional: visits, injuries
-- parameter: window_months = 12 | 月 | 回看几个月
-- parameter: times = 3 | 次 | 十二个月内至少几次
-- parameter: persons = 5 | 人 | 单位回退人数至少
-- parameter: adds_percent = 10 | 百分比 | 单位回退人数占增员人数之比
-- parameter: adds_persons = 3 | 人 | 按比例判断时至少几人
-- parameter: visit_days = 31 | 日 | 参保后几日内的就诊或事故视为相关
-- exception: 当日更正的录入错误；仅一次的入职未成；不连续的两次；离职后重新入职
-- next_step: 向单位发出预警，附名单移交劳动监察
with undone as (
    select b.employer_key, b.person_key, b.effective_month, max(a.operated_day) as enrolled_day, max(b.operated_day) as rolled_back_day
    from enrolments b
    join enrolments a on a.employer_key = b.employer_key and a.person_key = b.person_key and a.effective_month = b.effective_month
        and a.operation = 'enrol' and a.operated_minute < b.operated_minute and a.operated_day < b.operated_day
    cross join run r
    join parameters p on p.district = ''
    where b.operation = 'roll_back' and b.effective_month <= r.month and b.effective_month > r.month - p.window_months
    group by b.employer_key, b.person_key, b.effective_month
),
counted as (
    select u.employer_key, u.person_key, count(*) as times, max(u.effective_month) as last_month,
        max(case when exists (select 1 from undone v where v.employer_key = u.employer_key and v.person_key = u.person_key and v.effective_month = u.effective_month - 1) then 1 else 0 end) as is_consecutive
    from undone u
    group by u.employer_key, u.person_key
),
harm as (
    select u.employer_key, u.person_key, v.visited_day - u.enrolled_day as days
    from undone u join visits v on v.person_key = u.person_key
    union all
    select u.employer_key, u.person_key, i.injured_day - u.enrolled_day
    from undone u join injuries i on i.person_key = u.person_key
),
nearest as (
    select h.employer_key, h.person_key, min(h.days) as days_to_visit
    from harm h join parameters p on p.district = ''
    where h.days >= 0 and h.days <= p.visit_days
    group by h.employer_key, h.person_key
),
adds as (
    select a.employer_key, count(distinct a.person_key) as added
    from enrolments a cross join run r join parameters p on p.district = ''
    where a.operation = 'enrol' and a.effective_month <= r.month and a.effective_month > r.month - p.window_months
    group by a.employer_key
),
firms as (
    select c.employer_key, count(*) as persons, max(c.last_month) as last_month, max(a.added) as added, sum(c.times) as times
    from counted c join adds a on a.employer_key = c.employer_key
    group by c.employer_key
)
select c.person_key, c.employer_key, e.district, 'person' as subject, c.times, c.is_consecutive, c.last_month, n.days_to_visit, 1 as persons, 0 as added,
    case when n.days_to_visit is null then 2 else 3 end as severity
from counted c
join employers e on e.employer_key = c.employer_key
join parameters p on p.district = e.district
left join nearest n on n.employer_key = c.employer_key and n.person_key = c.person_key
where c.is_consecutive = 1 or c.times >= p.times
union all
select null, f.employer_key, e.district, 'employer', f.times, 0, f.last_month, null, f.persons, f.added, 2
from firms f
join employers e on e.employer_key = f.employer_key
join parameters p on p.district = e.district
where f.persons >= p.persons or (f.persons >= p.adds_persons and f.persons * 100 >= f.added * p.adds_percent)
;
-- evidence
select a.person_key, a.operation, a.effective_month, a.operated_minute, a.reason
from enrolments a
join lead l on a.employer_key = l.employer_key and (l.person_key is null or a.person_key = l.person_key)
order by a.person_key, a.operated_minute
