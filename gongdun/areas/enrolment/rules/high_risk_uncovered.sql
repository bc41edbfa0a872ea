-- title: 高风险行业单位参保不足
-- title_en: High-risk employers that insure too few of their people
-- measure: 1
-- citation: 《工伤保险条例》第二条、第十条、第六十二条；《社会保险法》第五十八条、第八十四条；人社部发〔2014〕103号
-- severity: 3
-- version: 1
-- inputs: employers, declarations, payroll
-- optional: enrolment_spans, licences, identities, pensioners, relations
-- parameter: coverage_percent = 90 | 百分比 | 参保人数与用工人数之比低于多少
-- parameter: consecutive_months = 2 | 月 | 连续发放工资几个月起计入用工人数
-- exception: 派遣人员由派遣单位参保；总分支、合并由他方参保；退休返聘、超龄人员；新招用不满两个月；机关；已注销；外市单位
-- next_step: 提醒单位十五日内办理参保，逾期列入监察名单
with risky as (
    select e.employer_key, e.district, p.coverage_percent, p.consecutive_months
    from employers e
    join parameters p on p.district = e.district
    cross join run r
    where e.kind not in ('agency', 'organ', '机关')
      and (e.cancelled_day is null or e.cancelled_day >= r.next_day)
      and (r.city = '' or starts_with(e.district, r.city))
      and (e.hazards like '%dust%' or e.hazards like '%chemical%' or e.hazards like '%construction%'
        or substr(e.industry_code, 1, 2) in ('06', '07', '08', '09', '10', '11', '12', '25', '26', '30', '31', '32', '47', '48', '49', '50')
        or exists (select 1 from licences c where c.employer_key = e.employer_key and c.kind in ('chemical', 'construction')
            and (c.issued_day is null or c.issued_day < r.next_day) and (c.expires_day is null or c.expires_day >= r.first_day)))
),
insured as (
    select d.employer_key, d.person_key from declarations d join run r on d.month = r.month
    union
    select s.employer_key, s.person_key from enrolment_spans s join run r on s.start_month <= r.month and s.end_month > r.month
),
related_cover as (
    select i.person_key, k.to_employer_key as employer_key from insured i join relations k on k.from_employer_key = i.employer_key cross join run r
    where k.kind in ('dispatch', 'secondment', 'merger', 'branch') and (k.from_day is null or k.from_day < r.next_day) and (k.to_day is null or k.to_day >= r.first_day)
    union
    select i.person_key, k.from_employer_key from insured i join relations k on k.to_employer_key = i.employer_key cross join run r
    where k.kind in ('dispatch', 'secondment', 'merger', 'branch') and (k.from_day is null or k.from_day < r.next_day) and (k.to_day is null or k.to_day >= r.first_day)
),
staff as (
    select w.employer_key, w.person_key, max(w.month) as last_month, count(*) as months, max(k.consecutive_months) as consecutive_months
    from payroll w
    join risky k on k.employer_key = w.employer_key
    cross join run r
    left join identities b on b.person_key = w.person_key
    where w.kind = 'wage' and w.income > 0 and w.month <= r.month and w.month > r.month - k.consecutive_months
      and (b.retire_earliest_month is null or r.month < b.retire_earliest_month)
      and not exists (select 1 from pensioners q where q.person_key = w.person_key and q.retired_day < r.next_day)
      and not exists (select 1 from related_cover c where c.person_key = w.person_key and c.employer_key = w.employer_key)
    group by w.employer_key, w.person_key
),
counted as (
    select s.employer_key, count(*) as heads, sum(case when i.person_key is null then 0 else 1 end) as heads_insured
    from staff s
    left join insured i on i.employer_key = s.employer_key and i.person_key = s.person_key
    where s.months >= s.consecutive_months
    group by s.employer_key
)
select k.employer_key, k.district, c.heads, c.heads_insured, c.heads - c.heads_insured as heads_uninsured
from counted c
join risky k on k.employer_key = c.employer_key
where c.heads_insured * 100 < c.heads * k.coverage_percent
;
-- evidence
select w.person_key, w.month, w.income as income_fen, case when d.person_key is null then 0 else 1 end as is_insured
from payroll w
join lead l on w.employer_key = l.employer_key
left join declarations d on d.employer_key = w.employer_key and d.person_key = w.person_key and d.month = w.month
where w.kind = 'wage'
order by w.month, w.person_key
