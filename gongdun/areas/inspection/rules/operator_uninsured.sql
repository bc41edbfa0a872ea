-- title: 电梯作业持证人员无人参保
-- title_en: Certified lift operators whom nobody insures
-- measure: 36
-- citation: 《特种设备安全法》第十四条；《工伤保险条例》第二条、第十条；《社会保险法》第五十八条
-- severity: 2
-- version: 1
-- inputs: certificates, declarations
-- optional: enrolment_spans, payroll, employers, identities, pensioners, deaths
-- parameter: grace_months = 1 | 月 | 发证后几个月内不列入
-- exception: 由任何单位以任何险种参保；证书已到期；退休、死亡；刚取得证书
-- next_step: 核实现从业单位，督促其参保；单位不明的由市场监管部门协助查找
with working as (
    select w.person_key, min(w.employer_key) as employer_key, sum(w.income) as income
    from payroll w join run r on w.month = r.month
    where w.kind = 'wage' and w.income > 0
    group by w.person_key
),
holders as (
    select t.person_key, min(t.issued_month) as issued_month
    from certificates t cross join run r
    where t.kind = 'lift' and (t.issued_day is null or t.issued_day < r.next_day) and (t.expires_day is null or t.expires_day >= r.first_day)
    group by t.person_key
)
select h.person_key, w.employer_key, e.district, h.issued_month, w.income as income_fen, case when w.person_key is null then 1 else 2 end as severity
from holders h
cross join run r
join parameters p on p.district = ''
left join working w on w.person_key = h.person_key
left join employers e on e.employer_key = w.employer_key
left join identities b on b.person_key = h.person_key
where (h.issued_month is null or h.issued_month <= r.month - p.grace_months)
  and (b.retire_latest_month is null or r.month < b.retire_latest_month)
  and not exists (select 1 from declarations d where d.person_key = h.person_key and d.month = r.month)
  and not exists (select 1 from enrolment_spans s where s.person_key = h.person_key and s.start_month <= r.month and s.end_month > r.month)
  and not exists (select 1 from pensioners q where q.person_key = h.person_key and q.retired_day < r.next_day)
  and not exists (select 1 from deaths t where t.person_key = h.person_key and t.died_day < r.next_day)
;
-- evidence
select t.certificate_no, t.issued_day, t.expires_day, w.employer_key, w.month, w.income as income_fen
from certificates t
join lead l on t.person_key = l.person_key
left join payroll w on w.person_key = t.person_key
order by w.month
