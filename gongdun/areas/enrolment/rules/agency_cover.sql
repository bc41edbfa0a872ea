-- title: 疑似挂靠代缴
-- title_en: Cover sold to strangers: many insured, hardly any paid
-- measure: 37
-- citation: 《社会保险法》第八十八条；《社会保险基金行政监督办法》（人社部令第48号）
-- severity: 3
-- version: 1
-- inputs: employers, employer_months, payroll, declarations
-- optional: relations
-- parameter: heads = 10 | 人 | 参保人数至少
-- parameter: paid_percent = 20 | 百分比 | 发放工资人数占参保人数低于
-- exception: 依法派遣、有备案关系的代理；工资由客户单位发放
-- next_step: 核查劳动关系真实性，涉嫌虚构的移交基金监督
with unpaid as (
    select d.employer_key, count(*) as heads_insured, sum(case when w.person_key is null then 0 else 1 end) as heads_paid
    from declarations d
    join run r on d.month = r.month
    left join (select distinct y.employer_key, y.person_key from payroll y join run q on y.month = q.month where y.income > 0) w
        on w.employer_key = d.employer_key and w.person_key = d.person_key
    group by d.employer_key
)
select e.employer_key, e.district, u.heads_insured, u.heads_paid, m.base_total as base_total_fen
from unpaid u
join employers e on e.employer_key = u.employer_key
join parameters p on p.district = e.district
join employer_months m on m.employer_key = u.employer_key
join run r on m.month = r.month
where u.heads_insured >= p.heads and u.heads_paid * 100 < u.heads_insured * p.paid_percent
  and e.kind not in ('dispatch', 'agency', 'organ', '机关')
  and not exists (select 1 from relations k where k.from_employer_key = e.employer_key and k.kind in ('dispatch', 'branch', 'secondment'))
  and not exists (select 1 from relations k where k.to_employer_key = e.employer_key and k.kind in ('branch', 'merger'))
;
-- evidence
select d.month, d.person_key, d.base as base_fen, w.income as income_fen
from declarations d
join lead l on d.employer_key = l.employer_key
left join payroll w on w.employer_key = d.employer_key and w.person_key = d.person_key and w.month = d.month
order by d.month, d.person_key
