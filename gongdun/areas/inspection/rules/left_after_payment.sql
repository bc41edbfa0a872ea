-- title: 领取待遇后随即停保
-- title_en: Gone as soon as the benefit was paid
-- measure: 8
-- citation: 《社会保险法》第六十三条、第八十八条；《社会保险经办条例》第三十七条
-- severity: 1
-- version: 1
-- inputs: claims, injuries, spans, employers
-- optional: pensioners, deaths
-- parameter: months = 2 | 月 | 支付后几个月内停保
-- parameter: short_cover_months = 12 | 月 | 受伤前参保不足几个月的等级提高
-- exception: 随即在他处参保；解除时支付的一次性工伤医疗补助金；工亡待遇；退休、死亡
-- next_step: 核查劳动关系是否真实、何时终止，疑似为领取待遇而参保的移送稽核
with paid as (
    select c.claim_no, c.matter_no, c.person_key, c.employer_key, c.paid_day, c.paid_month, c.amount, i.injured_month
    from claims c join injuries i on i.matter_no = c.matter_no and i.person_key = c.person_key
    cross join run r
    where c.paid_day < r.next_day
      and c.benefit not in ('injury_medical_subsidy', 'funeral_subsidy', 'death_lump_sum', 'dependants_pension')
),
gone as (
    select d.claim_no, max(s.start_month) as start_month, max(s.end_month) as end_month
    from paid d
    join spans s on s.person_key = d.person_key and s.employer_key = d.employer_key and s.start_month <= d.paid_month
    group by d.claim_no
)
select d.person_key, d.employer_key, e.district, d.claim_no as subject, d.paid_day, g.end_month as left_month, g.start_month, d.amount as amount_fen,
    case when d.injured_month - g.start_month < p.short_cover_months then 2 else 1 end as severity
from paid d
join gone g on g.claim_no = d.claim_no
cross join run r
join employers e on e.employer_key = d.employer_key
join parameters p on p.district = e.district
where g.end_month > d.paid_month and g.end_month <= d.paid_month + p.months and g.end_month <= r.month
  and not exists (select 1 from spans o where o.person_key = d.person_key and o.start_month <= r.month and o.end_month > g.end_month)
  and not exists (select 1 from pensioners q where q.person_key = d.person_key and q.retired_day < r.next_day)
  and not exists (select 1 from deaths t where t.person_key = d.person_key and t.died_day < r.next_day)
;
-- evidence
select s.employer_key, s.start_month, s.end_month as until_month, c.benefit, c.amount as amount_fen, c.paid_day
from claims c
join lead l on c.claim_no = l.subject
left join spans s on s.person_key = c.person_key
order by s.start_month
