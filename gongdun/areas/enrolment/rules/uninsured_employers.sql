-- title: 未参保用人单位
-- title_en: Employers with staff and nobody insured
-- measure: 6
-- citation: 《工伤保险条例》第二条、第十条、第六十二条；《社会保险法》第五十七条、第五十八条、第八十四条
-- severity: 3
-- version: 1
-- inputs: employers, declarations
-- optional: enrolment_spans, identities, pensioners, relations
-- one_of: payroll, other_cover, employment
-- parameter: consecutive_months = 2 | 月 | 连续有职工而无人参保至少几个月
-- parameter: hire_days = 30 | 日 | 用工之日起几日内可办理参保
-- parameter: heads = 1 | 人 | 至少几名应参保职工
-- exception: 仅有劳务报酬；机关另行制度；已注销；外市单位；总分支、合并、派遣由他方参保；仅有超龄或退休人员；单位新设不满两个月
-- next_step: 列入未参保名单，交劳动监察责令限期办理参保登记
with working as (
    select p.employer_key, p.person_key, p.month, p.income from payroll p where p.kind = 'wage' and p.income > 0
    union all
    select o.employer_key, o.person_key, o.month, 0 from other_cover o
),
insured_now as (
    select d.employer_key, d.person_key from declarations d join run r on d.month = r.month
    union
    select s.employer_key, s.person_key from enrolment_spans s join run r on s.start_month <= r.month and s.end_month > r.month
),
bare as (
    select e.employer_key, e.district, p.consecutive_months, p.hire_days, p.heads
    from employers e
    join parameters p on p.district = e.district
    cross join run r
    where e.kind not in ('agency', 'organ', '机关')
      and (e.cancelled_day is null or e.cancelled_day >= r.next_day)
      and (r.city = '' or starts_with(e.district, r.city))
      and not exists (select 1 from insured_now i where i.employer_key = e.employer_key)
),
related_cover as (
    select i.person_key, k.to_employer_key as employer_key from insured_now i join relations k on k.from_employer_key = i.employer_key cross join run r
    where k.kind in ('dispatch', 'secondment', 'merger', 'branch') and (k.from_day is null or k.from_day < r.next_day) and (k.to_day is null or k.to_day >= r.first_day)
    union
    select i.person_key, k.from_employer_key from insured_now i join relations k on k.to_employer_key = i.employer_key cross join run r
    where k.kind in ('dispatch', 'secondment', 'merger', 'branch') and (k.from_day is null or k.from_day < r.next_day) and (k.to_day is null or k.to_day >= r.first_day)
),
staff_months as (
    select w.employer_key, w.person_key, w.month, sum(w.income) as income
    from working w
    join bare b on b.employer_key = w.employer_key
    cross join run r
    left join identities d on d.person_key = w.person_key
    where w.month <= r.month
      and (d.retire_earliest_month is null or r.month < d.retire_earliest_month)
      and not exists (select 1 from pensioners q where q.person_key = w.person_key and q.retired_day < r.next_day)
      and not exists (select 1 from related_cover c where c.person_key = w.person_key and c.employer_key = w.employer_key)
      and not exists (select 1 from declarations x where x.employer_key = w.employer_key and x.month = w.month)
    group by w.employer_key, w.person_key, w.month
),
months as (
    select m.employer_key, m.month, count(*) as heads, sum(m.income) as income from staff_months m group by m.employer_key, m.month
),
spell as (
    select m.employer_key, max(m.month) as since_month
    from months m
    where not exists (select 1 from months b where b.employer_key = m.employer_key and b.month = m.month - 1)
    group by m.employer_key
),
registered as (
    select g.employer_key, count(*) as heads, min(g.started_day) as started_day, min(g.started_month) as started_month
    from employment g
    join bare b on b.employer_key = g.employer_key
    cross join run r
    left join identities d on d.person_key = g.person_key
    where g.kind in ('labour', 'part_time') and r.next_day - g.started_day > b.hire_days
      and (g.ended_day is null or g.ended_day >= r.first_day)
      and (d.retire_earliest_month is null or r.month < d.retire_earliest_month)
      and not exists (select 1 from related_cover c where c.person_key = g.person_key and c.employer_key = g.employer_key)
    group by g.employer_key
),
found as (
    select b.employer_key, b.district, b.consecutive_months, b.heads as least_heads, coalesce(m.heads, 0) as heads_paid, m.income, coalesce(g.heads, 0) as heads_registered,
        case when m.employer_key is not null then s.since_month else g.started_month end as since_month,
        case when m.employer_key is null then 0 else 1 end as is_paying
    from bare b
    cross join run r
    left join months m on m.employer_key = b.employer_key and m.month = r.month
    left join spell s on s.employer_key = b.employer_key
    left join registered g on g.employer_key = b.employer_key
    where m.employer_key is not null or g.employer_key is not null
)
select f.employer_key, f.district, f.since_month as period, f.since_month, r.month - f.since_month + 1 as months,
    f.heads_paid, f.heads_registered, f.income as income_fen
from found f
cross join run r
where r.month - f.since_month + 1 >= f.consecutive_months
  and case when f.heads_paid > f.heads_registered then f.heads_paid else f.heads_registered end >= f.least_heads
;
-- evidence
select 'payroll' as source, p.person_key, p.month, p.income as amount_fen, p.kind as detail
from payroll p join lead l on p.employer_key = l.employer_key
union all
select 'other_cover', o.person_key, o.month, null, o.scheme
from other_cover o join lead l on o.employer_key = l.employer_key
union all
select 'employment', g.person_key, g.started_month, null, g.kind
from employment g join lead l on g.employer_key = l.employer_key
order by source, month, person_key
