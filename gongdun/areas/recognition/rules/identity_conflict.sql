-- title: 身份信息不一致
-- title_en: One number, two people
-- measure: 40
-- citation: 《居民身份证法》第三条；《社会保险法》第八十八条；《个人信息保护法》第二十四条
-- severity: 2
-- version: 1
-- inputs: persons, identities
-- optional: payroll, injuries, claims, declarations, employers
-- exception: 姓名中的空格；生僻字写法一致；孪生同名证件号码不同；十五位升十八位；工亡待遇由亲属申领
-- next_step: 与公安人口信息核对；冒名参保的责任各地裁判不一，转法务，不得自动拒付
-- Not judged here, since no table of the contracts carries it: photographs, living faces, blood types and old injuries.
with insured as (
    select d.person_key, d.employer_key from declarations d join run r on d.month = r.month
),
conflicts as (
    select n.person_key, i.employer_key, 'sex' as subject, 'register' as source
    from persons n join identities b on b.person_key = n.person_key
    left join insured i on i.person_key = n.person_key
    where n.sex in ('1', '2') and n.sex <> b.sex
    union all
    select n.person_key, i.employer_key, 'born', 'register'
    from persons n join identities b on b.person_key = n.person_key
    left join insured i on i.person_key = n.person_key
    where n.born_day is not null and n.born_day <> b.born_day
    union all
    select distinct w.person_key, w.employer_key, 'name', 'payroll'
    from payroll w join run r on w.month = r.month join persons n on n.person_key = w.person_key
    where w.name_key is not null and w.name_key <> n.name_key
    union all
    select c.person_key, c.employer_key, c.claim_no, 'claim'
    from claims c join injuries i on i.matter_no = c.matter_no cross join run r
    where c.person_key <> i.person_key and (c.paid_day is null or c.paid_day < r.next_day)
      and c.benefit not in ('funeral_subsidy', 'death_lump_sum', 'dependants_pension')
)
select f.person_key, f.employer_key, e.district, f.subject, f.source, case when f.source = 'claim' then 3 else 2 end as severity
from conflicts f
left join employers e on e.employer_key = f.employer_key
cross join parameters p
where p.district = ''
;
-- evidence
select 'persons' as source, null as employer_key, null as month, n.sex, n.born_day, n.name_key
from persons n join lead l on n.person_key = l.person_key
union all
select 'number', null, null, b.sex, b.born_day, null
from identities b join lead l on b.person_key = l.person_key
union all
select 'payroll', w.employer_key, w.month, null, null, w.name_key
from payroll w join lead l on w.person_key = l.person_key
order by source, month
