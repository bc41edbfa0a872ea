-- title: 用人单位未参保职工
-- title_en: Employees without work-injury insurance
-- measure: 6
-- citation: 《工伤保险条例》第二条、第十条、第六十二条；《社会保险法》第五十八条、第六十三条、第八十四条；《劳动保障监察条例》第二十条
-- severity: 2
-- version: 1
-- inputs: employers, declarations
-- optional: enrolment_spans, identities, placements, pensioners, deaths, relations
-- one_of: payroll, other_cover, employment
-- parameter: consecutive_months = 2 | 月 | 连续在岗而未参保至少几个月
-- parameter: hire_days = 30 | 日 | 用工之日起几日内可办理参保，期内不列入
-- parameter: look_back_months = 24 | 月 | 最多追溯几个月
-- parameter: women_until_cadre_age = 0 | 是否 | 女职工按较晚的退休年龄判断（1）或较早的（0）
-- exception: 劳务报酬；劳务派遣、借调、合并、分支由他方参保；机关另行制度；已达法定退休年龄或已退休；实习学生；新招用三十日内；外市单位；已注销；已死亡
-- next_step: 列入未参保名单，按用工所在地交劳动监察核查，限期反馈
with working as (
    select p.employer_key, p.person_key, p.month, 1 as in_payroll, 0 as in_cover, p.income
    from payroll p where p.kind = 'wage' and p.income > 0
    union all
    select o.employer_key, o.person_key, o.month, 0, 1, 0 from other_cover o
),
registered as (
    select g.employer_key, g.person_key, max(g.started_day) as started_day, max(g.started_month) as started_month,
        max(case when g.kind = 'student' then 1 else 0 end) as is_student,
        max(case when g.kind in ('dispatch', 'secondment') then 1 else 0 end) as is_lent
    from employment g cross join run r
    where g.started_day < r.next_day and (g.ended_day is null or g.ended_day >= r.first_day)
    group by g.employer_key, g.person_key
),
present as (
    select w.employer_key, w.person_key from working w join run r on w.month = r.month
    union
    select g.employer_key, g.person_key from registered g
),
insured as (
    select d.employer_key, d.person_key from declarations d join run r on d.month = r.month
    union
    select s.employer_key, s.person_key from enrolment_spans s join run r on s.start_month <= r.month and s.end_month > r.month
),
left_out as (
    select n.employer_key, n.person_key, e.district, p.consecutive_months, p.hire_days, p.look_back_months, p.women_until_cadre_age
    from present n
    join employers e on e.employer_key = n.employer_key
    join parameters p on p.district = e.district
    cross join run r
    where e.kind not in ('agency', 'organ', '机关')
      and (e.cancelled_day is null or e.cancelled_day >= r.next_day)
      and (r.city = '' or starts_with(e.district, r.city))
      and not exists (select 1 from insured i where i.employer_key = n.employer_key and i.person_key = n.person_key)
),
seen as (
    select w.employer_key, w.person_key, w.month, max(w.in_payroll) as in_payroll, max(w.in_cover) as in_cover, sum(w.income) as income
    from working w
    join left_out l on l.employer_key = w.employer_key and l.person_key = w.person_key
    cross join run r
    where w.month <= r.month
      and not exists (select 1 from declarations d where d.employer_key = w.employer_key and d.person_key = w.person_key and d.month = w.month)
    group by w.employer_key, w.person_key, w.month
),
spell as (
    select s.employer_key, s.person_key, max(s.month) as since_month
    from seen s
    where not exists (select 1 from seen b where b.employer_key = s.employer_key and b.person_key = s.person_key and b.month = s.month - 1)
    group by s.employer_key, s.person_key
),
current_month as (
    select s.employer_key, s.person_key, s.in_payroll, s.in_cover, s.income from seen s join run r on s.month = r.month
),
dated as (
    select l.*, coalesce(c.in_payroll, 0) as in_payroll, coalesce(c.in_cover, 0) as in_cover, c.income,
        case when g.person_key is null then 0 else 1 end as in_register, coalesce(g.is_student, 0) as is_student, coalesce(g.is_lent, 0) as is_lent,
        g.started_day, case when c.person_key is not null then s.since_month else g.started_month end as since_month
    from left_out l
    left join current_month c on c.employer_key = l.employer_key and c.person_key = l.person_key
    left join spell s on s.employer_key = l.employer_key and s.person_key = l.person_key
    left join registered g on g.employer_key = l.employer_key and g.person_key = l.person_key
),
elsewhere as (
    select i.person_key, max(case when k.to_employer_key is null then 0 else 1 end) as by_related, d.employer_key
    from dated d
    join insured i on i.person_key = d.person_key
    cross join run r
    left join relations k on k.kind in ('dispatch', 'secondment', 'merger', 'branch')
        and ((k.from_employer_key = i.employer_key and k.to_employer_key = d.employer_key)
          or (k.to_employer_key = i.employer_key and k.from_employer_key = d.employer_key))
        and (k.from_day is null or k.from_day < r.next_day) and (k.to_day is null or k.to_day >= r.first_day)
    group by i.person_key, d.employer_key
)
select d.person_key, d.employer_key, d.district, d.since_month as period, d.since_month, r.month - d.since_month + 1 as months,
    case when r.month - d.since_month + 1 > d.look_back_months then d.look_back_months else r.month - d.since_month + 1 end as months_owed,
    d.in_payroll, d.in_cover, d.in_register, d.income as income_fen, case when x.person_key is null then 0 else 1 end as insured_elsewhere
from dated d
cross join run r
left join identities b on b.person_key = d.person_key
left join elsewhere x on x.person_key = d.person_key and x.employer_key = d.employer_key
where r.month - d.since_month + 1 >= d.consecutive_months
  and (d.started_day is null or r.next_day - d.started_day > d.hire_days)
  and d.is_student = 0
  and not (d.is_lent = 1 and x.person_key is not null)
  and coalesce(x.by_related, 0) = 0
  and (b.retire_earliest_month is null
    or r.month < case when d.women_until_cadre_age = 1 then b.retire_latest_month else b.retire_earliest_month end)
  and not exists (select 1 from pensioners q where q.person_key = d.person_key and q.retired_day < r.next_day)
  and not exists (select 1 from deaths t where t.person_key = d.person_key and t.died_day < r.first_day)
  and not exists (select 1 from placements a where a.person_key = d.person_key and a.employer_key = d.employer_key
    and a.started_day < r.next_day and (a.ended_day is null or a.ended_day >= r.first_day))
;
-- evidence
select 'payroll' as source, p.month, p.income as amount_fen, p.kind as detail
from payroll p join lead l on p.person_key = l.person_key and p.employer_key = l.employer_key
union all
select 'other_cover', o.month, null, o.scheme
from other_cover o join lead l on o.person_key = l.person_key and o.employer_key = l.employer_key
union all
select 'employment', g.started_month, null, g.kind
from employment g join lead l on g.person_key = l.person_key and g.employer_key = l.employer_key
union all
select 'declarations', d.month, d.base, 'insured here'
from declarations d join lead l on d.person_key = l.person_key and d.employer_key = l.employer_key
order by source, month
