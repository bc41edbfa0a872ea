-- title: 死亡后仍发放定期待遇
-- title_en: Periodic benefits paid after death
-- measure: 38
-- citation: 《工伤保险条例》第四十二条；《社会保险经办条例》第二十五条、第二十六条
-- severity: 3
-- version: 1
-- inputs: periodic, deaths
-- optional: persons
-- exception: 死亡当月照发；已停发；同名者证件号码不同
-- next_step: 立即停发，追回死亡次月起多发的待遇
with dead as (
    select t.person_key, max(t.died_day) as died_day, max(t.died_month) as died_month, min(t.name_key) as name_key
    from deaths t cross join run r
    where t.died_day < r.next_day
    group by t.person_key
),
paid as (
    select b.person_key, b.benefit, b.amount, x.died_day, x.died_month, x.name_key,
        case when b.stopped_month is not null and b.stopped_month < r.month then b.stopped_month else r.month end as last_month
    from periodic b
    join dead x on x.person_key = b.person_key
    cross join run r
    where b.month <= r.month
)
select p.person_key, p.benefit as subject, p.died_month + 1 as period, p.died_day, p.last_month, p.last_month - p.died_month as months,
    p.amount * (p.last_month - p.died_month) as overpaid_fen,
    case when p.name_key is not null and n.name_key is not null and p.name_key <> n.name_key then 1 else 3 end as severity
from paid p
left join persons n on n.person_key = p.person_key
cross join parameters q
where q.district = '' and p.last_month > p.died_month
;
-- evidence
select b.benefit, b.month, b.amount as amount_fen, b.verified_day, b.stopped_day, t.died_day, t.source
from periodic b
join lead l on b.person_key = l.person_key and b.benefit = l.subject
join deaths t on t.person_key = b.person_key
