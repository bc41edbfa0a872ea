-- title: 代理人集中
-- title_en: One agent in many matters of unrelated employers
-- measure: 41
-- citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条
-- severity: 1
-- version: 1
-- inputs: injuries
-- optional: employers
-- parameter: matters = 5 | 件 | 十二个月内至少几件
-- parameter: employers = 3 | 家 | 涉及至少几家用人单位
-- parameter: window_months = 12 | 月 | 几个月之内
-- exception: 单位自己的人事人员代办本单位案件；代理件数较少；相隔较久
-- next_step: 并案审查同一代理人的材料，重点核对证据来源；代理本身合法，不得据此不予认定
with agents as (
    select i.agent_key, count(distinct i.matter_no) as matters, count(distinct i.employer_key) as employers
    from injuries i cross join run r join parameters p on p.district = ''
    where i.agent_key is not null and i.injured_month <= r.month and i.injured_month > r.month - p.window_months
    group by i.agent_key
)
select i.person_key, i.employer_key, e.district, i.matter_no as subject, a.matters, a.employers
from injuries i
cross join run r
join agents a on a.agent_key = i.agent_key
join parameters p on p.district = ''
left join employers e on e.employer_key = i.employer_key
where a.matters >= p.matters and a.employers >= p.employers and i.injured_month <= r.month and i.injured_month > r.month - p.window_months
;
-- evidence
select o.matter_no, o.person_key, o.employer_key, o.injured_minute, o.decision
from injuries i
join lead l on i.matter_no = l.subject
join injuries o on o.agent_key = i.agent_key
order by o.injured_minute
