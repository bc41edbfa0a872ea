-- title: 死亡人员仍在参保缴费
-- title_en: The dead still insured and charged
-- measure: 38
-- citation: 《社会保险经办条例》第二十五条；《社会保险法》第五十八条、第六十三条
-- severity: 3
-- version: 1
-- inputs: deaths, charges, employers
-- optional: persons
-- exception: 死亡当月照常缴费；同名同生日者证件号码不同；停保之后死亡
-- next_step: 自死亡次月起停保，多缴费款退还单位，二十个工作日内办结
with dead as (
    select t.person_key, max(t.died_day) as died_day, max(t.died_month) as died_month, min(t.name_key) as name_key, count(*) as sources
    from deaths t cross join run r
    where t.died_day < r.next_day
    group by t.person_key
)
select c.person_key, c.employer_key, e.district, min(c.month) as period, x.died_day, min(c.month) as first_month, max(c.month) as last_month,
    count(*) as months, sum(c.charged) as refund_fen, x.sources,
    max(case when x.name_key is not null and n.name_key is not null and x.name_key <> n.name_key then 1 else 0 end) as name_differs,
    max(case when x.name_key is not null and n.name_key is not null and x.name_key <> n.name_key then 1 else 3 end) as severity
from dead x
join charges c on c.person_key = x.person_key and c.month > x.died_month
cross join run r
join employers e on e.employer_key = c.employer_key
left join persons n on n.person_key = x.person_key
where c.month <= r.month
group by c.person_key, c.employer_key, e.district, x.died_day, x.sources
;
-- evidence
select c.month, c.employer_key, c.base as base_fen, c.charged as charged_fen, t.died_day, t.source
from charges c
join lead l on c.person_key = l.person_key and c.employer_key = l.employer_key
join deaths t on t.person_key = l.person_key
where c.month > t.died_month
order by c.month
