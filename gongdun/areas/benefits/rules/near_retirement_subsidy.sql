-- title: 近退休人员一次性工伤医疗补助金
-- title_en: The injury medical subsidy near retirement
-- measure: 42
-- citation: 《江苏省实施〈工伤保险条例〉办法》（省政府令第103号）第二十七条、第二十八条；《社会保险法》第八十八条
-- severity: 3
-- version: 1
-- inputs: claims, identities
-- optional: spans, payroll, pensioners, relations, employers, injuries, assessments
-- parameter: near_months = 60 | 月 | 距法定退休年龄不足几个月
-- parameter: return_months = 6 | 月 | 解除后几个月内重新参保
-- parameter: grade_5_fen = 20000000 | 分 | 五级补助金标准
-- parameter: grade_6_fen = 16000000 | 分 | 六级补助金标准
-- parameter: grade_7_fen = 12000000 | 分 | 七级补助金标准
-- parameter: grade_8_fen = 8000000 | 分 | 八级补助金标准
-- parameter: grade_9_fen = 5000000 | 分 | 九级补助金标准
-- parameter: grade_10_fen = 3000000 | 分 | 十级补助金标准
-- exception: 到无关联单位就业；次月发放离职结算工资；真实中断后重新入职；单位提出解除不适用递减
-- next_step: 暂缓支付或追回，核对解除证据、停保和工资记录、退休手续
with ended as (
    select c.claim_no, c.matter_no, c.person_key, c.employer_key, c.amount, c.ended_day, c.ended_month, c.ended_by, c.paid_day,
        b.retire_latest_month, b.retire_latest_month - c.ended_month as months_left
    from claims c
    join identities b on b.person_key = c.person_key
    cross join run r
    join parameters p on p.district = ''
    where c.benefit = 'injury_medical_subsidy' and c.ended_day < r.next_day and (c.paid_day is null or c.paid_day < r.next_day)
      and b.retire_latest_month - c.ended_month < p.near_months
),
kin as (
    select n.claim_no, n.employer_key from ended n
    union
    select n.claim_no, k.to_employer_key from ended n join relations k on k.from_employer_key = n.employer_key
    union
    select n.claim_no, k.from_employer_key from ended n join relations k on k.to_employer_key = n.employer_key
    union
    select n.claim_no, b.employer_key from ended n
    join employers a on a.employer_key = n.employer_key
    join employers b on b.legal_person_key = a.legal_person_key
),
graded as (
    select n.claim_no, min(s.grade) as grade from ended n join assessments s on s.matter_no = n.matter_no and s.concluded_day <= n.ended_day group by n.claim_no
),
judged as (
    select n.*, g.grade,
        case when exists (select 1 from spans s join kin k on k.employer_key = s.employer_key where k.claim_no = n.claim_no and s.person_key = n.person_key
            and s.start_month > n.ended_month and s.start_month <= n.ended_month + p.return_months and s.start_month <= r.month) then 1 else 0 end as came_back,
        case when exists (select 1 from spans s where s.employer_key = n.employer_key and s.person_key = n.person_key
            and s.start_month <= n.ended_month and s.end_month > n.ended_month + 1) then 1 else 0 end as stayed_insured,
        case when exists (select 1 from payroll w where w.employer_key = n.employer_key and w.person_key = n.person_key and w.kind = 'wage' and w.income > 0
            and w.month > n.ended_month + 1 and w.month <= n.ended_month + p.return_months and w.month <= r.month) then 1 else 0 end as was_paid_on,
        case when exists (select 1 from pensioners q where q.person_key = n.person_key and q.retired_day <= n.ended_day) then 1 else 0 end as had_retired,
        case when n.months_left >= 48 then 80 when n.months_left >= 36 then 60 when n.months_left >= 24 then 40 when n.months_left >= 12 then 20
             when n.months_left > 0 then 10 else 0 end as taper_percent,
        case g.grade when 5 then p.grade_5_fen when 6 then p.grade_6_fen when 7 then p.grade_7_fen when 8 then p.grade_8_fen when 9 then p.grade_9_fen
            when 10 then p.grade_10_fen end as standard_fen,
        case when i.article like '14-4%' then 140 else 100 end as disease_percent
    from ended n
    cross join run r
    join parameters p on p.district = ''
    left join graded g on g.claim_no = n.claim_no
    left join injuries i on i.matter_no = n.matter_no
)
select j.person_key, j.employer_key, e.district, j.claim_no as subject, j.ended_month as period, j.ended_day, j.ended_by, j.retire_latest_month, j.months_left, j.grade,
    j.amount as amount_fen, j.came_back, j.stayed_insured, j.was_paid_on, j.had_retired,
    case when j.ended_by in ('worker', '本人', '职工本人') then j.taper_percent else 100 end as taper_percent,
    case when j.ended_by in ('worker', '本人', '职工本人') and j.amount * 10000 > j.standard_fen * j.taper_percent * j.disease_percent then 1 else 0 end as is_above_taper
from judged j
left join employers e on e.employer_key = j.employer_key
where j.came_back + j.stayed_insured + j.was_paid_on + j.had_retired > 0
   or (j.ended_by in ('worker', '本人', '职工本人') and j.amount * 10000 > j.standard_fen * j.taper_percent * j.disease_percent)
;
-- evidence
select 'span' as source, s.employer_key, s.start_month as month, s.end_month as until_month, null as amount_fen
from spans s join lead l on s.person_key = l.person_key
union all
select 'payroll', w.employer_key, w.month, null, w.income
from payroll w join lead l on w.person_key = l.person_key and w.month >= l.period_month
union all
select 'pension', null, q.retired_month, null, null
from pensioners q join lead l on q.person_key = l.person_key
order by source, month
