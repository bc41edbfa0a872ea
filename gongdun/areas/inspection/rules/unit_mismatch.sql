-- title: 申领单位与受伤时参保单位不一致
-- title_en: The claiming or liable employer is not the one that insured at the injury
-- measure: 37
-- citation: 《工伤保险条例》第四十三条；《最高人民法院关于审理工伤保险行政案件若干问题的规定》第三条；《社会保险法》第八十八条
-- severity: 3
-- version: 1
-- inputs: injuries, claims, employers
-- optional: spans, enrolment_spans, relations
-- exception: 派遣由派遣单位承担；借调由原单位承担；合并由承继单位承担；挂靠由被挂靠单位承担；双重劳动关系；项目参保由总承包单位申领；受伤后变更单位
-- next_step: 列入双随机核查，疑似虚构劳动关系的移送基金监督
with cover as (
    select i.matter_no, s.employer_key, 0 as is_project
    from injuries i join spans s on s.person_key = i.person_key and s.start_month <= i.injured_month and s.end_month > i.injured_month
    union
    select i.matter_no, s.employer_key, case when s.scheme = 'project' then 1 else 0 end
    from injuries i join enrolment_spans s on s.person_key = i.person_key and s.start_month <= i.injured_month and s.end_month > i.injured_month
),
involved as (
    select c.claim_no as subject, c.matter_no, c.person_key, c.employer_key, i.employer_key as liable_key, i.injured_month, i.injured_day, c.benefit, c.amount, c.paid_month
    from claims c join injuries i on i.matter_no = c.matter_no
    cross join run r
    where c.paid_day is null or c.paid_day < r.next_day
),
unlinked as (
    select v.*,
        case when exists (select 1 from cover h where h.matter_no = v.matter_no and h.employer_key = v.employer_key) then 1 else 0 end as claimant_insured,
        case when exists (select 1 from cover h where h.matter_no = v.matter_no and h.employer_key = v.liable_key) then 1 else 0 end as liable_insured
    from involved v
    where exists (select 1 from cover h where h.matter_no = v.matter_no)
),
linked as (
    select distinct u.subject
    from unlinked u
    join cover h on h.matter_no = u.matter_no
    join relations k on (k.from_employer_key = h.employer_key and (k.to_employer_key = u.employer_key or k.to_employer_key = u.liable_key))
        or (k.to_employer_key = h.employer_key and (k.from_employer_key = u.employer_key or k.from_employer_key = u.liable_key))
    where k.kind in ('merger', 'dispatch', 'secondment', 'affiliation', 'branch')
),
family as (
    select distinct u.subject
    from unlinked u
    join cover h on h.matter_no = u.matter_no
    join employers a on a.employer_key = h.employer_key
    join employers b on b.employer_key = u.employer_key
    where a.legal_person_key = b.legal_person_key
)
select u.person_key, u.employer_key, e.district, u.subject, u.matter_no, u.injured_day, u.claimant_insured, u.liable_insured, u.benefit, u.amount as amount_fen,
    case when f.subject is null then 'A' else 'B' end as grade, case when f.subject is null then 3 else 2 end as severity
from unlinked u
join employers e on e.employer_key = u.employer_key
left join family f on f.subject = u.subject
where (u.claimant_insured = 0 or u.liable_insured = 0)
  and not exists (select 1 from linked k where k.subject = u.subject)
  and not (u.claimant_insured = 1 and exists (select 1 from cover h where h.matter_no = u.matter_no and h.employer_key = u.employer_key and h.is_project = 1))
;
-- evidence
select i.matter_no, i.employer_key as liable_employer_key, i.injured_day, s.employer_key as insured_employer_key, s.start_month, s.end_month as until_month
from claims c
join lead l on c.claim_no = l.subject
join injuries i on i.matter_no = c.matter_no
left join spans s on s.person_key = i.person_key
order by s.start_month
