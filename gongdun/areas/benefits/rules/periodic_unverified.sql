-- title: 定期待遇领取资格存疑
-- title_en: Receivers of periodic benefits whose conditions are in doubt
-- measure: 41
-- citation: 《工伤保险条例》第四十二条；《因工死亡职工供养亲属范围规定》第四条；《社会保险经办条例》第二十六条
-- severity: 2
-- version: 1
-- inputs: periodic
-- optional: identities, declarations
-- parameter: verify_months = 12 | 月 | 资格认证的有效期
-- parameter: child_years = 18 | 周岁 | 供养子女的年龄上限
-- exception: 已停发；认证未满一年；完全丧失劳动能力的成年子女；开始领取时已成年的亲属
-- next_step: 通知办理资格认证，不再符合条件的停发
-- Not judged here, since no table of the contracts carries it: prison sentences and remarriage of a spouse. Deaths are judged by paid_after_death.
with judged as (
    select b.person_key, b.benefit, b.month, b.amount, b.verified_day, b.verified_month, i.born_month,
        case when b.verified_month is null or r.month - b.verified_month > p.verify_months then 1 else 0 end as is_unverified,
        case when b.benefit = 'dependants_pension' and b.month < i.born_month + p.child_years * 12 and r.month > i.born_month + p.child_years * 12 then 1 else 0 end as is_grown,
        case when b.benefit = 'dependants_pension' and exists (select 1 from declarations d where d.person_key = b.person_key and d.month = r.month) then 1 else 0 end as is_employed
    from periodic b
    cross join run r
    join parameters p on p.district = ''
    left join identities i on i.person_key = b.person_key
    where b.month <= r.month and (b.stopped_day is null or b.stopped_day >= r.next_day)
)
select j.person_key, j.benefit as subject, j.amount as amount_fen, j.verified_day, j.is_unverified, j.is_grown, j.is_employed,
    case when j.is_grown + j.is_employed > 0 then 3 else 2 end as severity
from judged j
where j.is_unverified + j.is_grown + j.is_employed > 0
;
-- evidence
select b.benefit, b.month, b.amount as amount_fen, b.verified_day, b.stopped_day, d.month as declared_month, d.employer_key
from periodic b
join lead l on b.person_key = l.person_key and b.benefit = l.subject
left join declarations d on d.person_key = b.person_key
order by d.month
