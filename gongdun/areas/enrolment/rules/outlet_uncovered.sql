-- title: 快递末端网点未参保
-- title_en: Courier outlets with couriers and nobody insured
-- measure: 2
-- citation: 《工伤保险条例》第二条；人社部发〔2021〕56号；苏邮管〔2021〕基层快递网点优先参加工伤保险
-- severity: 2
-- version: 1
-- inputs: licences, employers, declarations, payroll
-- optional: enrolment_spans, relations
-- parameter: consecutive_months = 2 | 月 | 连续有从业人员至少几个月
-- exception: 由总部统一参保；无从业人员；备案已到期
-- next_step: 会同邮政管理部门督促网点办理优先参保
with outlets as (
    select distinct c.employer_key, e.district, p.consecutive_months
    from licences c
    join employers e on e.employer_key = c.employer_key
    join parameters p on p.district = e.district
    cross join run r
    where c.kind = 'courier_outlet' and (c.issued_day is null or c.issued_day < r.next_day) and (c.expires_day is null or c.expires_day >= r.first_day)
      and (e.cancelled_day is null or e.cancelled_day >= r.next_day)
),
insured as (
    select d.employer_key, d.person_key from declarations d join run r on d.month = r.month
    union
    select s.employer_key, s.person_key from enrolment_spans s join run r on s.start_month <= r.month and s.end_month > r.month
),
couriers as (
    select w.employer_key, w.month, count(distinct w.person_key) as heads
    from payroll w
    join outlets o on o.employer_key = w.employer_key
    cross join run r
    where w.income > 0 and w.month <= r.month and w.month > r.month - o.consecutive_months
      and not exists (select 1 from insured i join relations k on (k.from_employer_key = i.employer_key and k.to_employer_key = w.employer_key)
            or (k.to_employer_key = i.employer_key and k.from_employer_key = w.employer_key)
          where i.person_key = w.person_key)
    group by w.employer_key, w.month
)
select o.employer_key, o.district, max(c.heads) as heads, count(*) as months
from outlets o
join couriers c on c.employer_key = o.employer_key
where not exists (select 1 from insured i where i.employer_key = o.employer_key)
group by o.employer_key, o.district, o.consecutive_months
having count(*) >= o.consecutive_months
;
-- evidence
select w.person_key, w.month, w.kind, w.income as income_fen
from payroll w join lead l on w.employer_key = l.employer_key
order by w.month, w.person_key
