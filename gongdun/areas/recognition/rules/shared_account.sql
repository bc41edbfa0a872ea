-- title: 多人共用账号或电话
-- title_en: One account or phone for several claimants
-- measure: 41
-- citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条
-- severity: 2
-- version: 1
-- inputs: claims, injuries
-- optional: employers
-- parameter: persons = 3 | 人 | 共用一个账号或电话的至少几人
-- exception: 夫妻二人共用；同一人多笔待遇
-- next_step: 核实账户归属和申领意愿，查明是否代领
with accounts as (
    select c.account_key, count(distinct c.person_key) as persons
    from claims c cross join run r
    where c.account_key is not null and (c.paid_day is null or c.paid_day < r.next_day)
    group by c.account_key
),
phones as (
    select i.phone_key, count(distinct i.person_key) as persons
    from injuries i cross join run r
    where i.phone_key is not null and i.injured_day < r.next_day
    group by i.phone_key
)
select c.person_key, c.employer_key, e.district, c.claim_no as subject, 'account' as shared, a.persons, c.amount as amount_fen
from claims c
cross join run r
join accounts a on a.account_key = c.account_key
join parameters p on p.district = ''
left join employers e on e.employer_key = c.employer_key
where a.persons >= p.persons and (c.paid_day is null or c.paid_day < r.next_day)
union all
select i.person_key, i.employer_key, e.district, i.matter_no, 'phone', h.persons, null
from injuries i
cross join run r
join phones h on h.phone_key = i.phone_key
join parameters p on p.district = ''
left join employers e on e.employer_key = i.employer_key
where h.persons >= p.persons and i.injured_day < r.next_day
;
-- evidence
select o.claim_no as number, o.person_key, o.benefit as kind, o.amount as amount_fen, o.paid_day as on_day
from claims c
join lead l on c.claim_no = l.subject
join claims o on o.account_key = c.account_key
union all
select o.matter_no, o.person_key, o.article, null, o.injured_day
from injuries i
join lead l on i.matter_no = l.subject
join injuries o on o.phone_key = i.phone_key
order by number
