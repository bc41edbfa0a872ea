-- title: 材料时间矛盾
-- title_en: Papers whose dates contradict each other
-- measure: 41
-- citation: 《工伤认定办法》第六条、第九条；《工伤保险条例》第十八条
-- severity: 2
-- version: 1
-- inputs: injuries
-- optional: employment, employers
-- parameter: minutes = 0 | 分钟 | 容许的时间误差
-- exception: 有更早的劳动合同；初诊时间未填写
-- next_step: 与医院信息系统、劳动合同原件核对
-- Not judged here: traffic-police papers, bank slips, stamps and number formats, since no table of the contracts carries them, and the attendance
-- list of the day of the injury, which only building sites deliver and whose gaps may be broken devices.
with judged as (
    select i.*, e.district,
        case when i.first_visit_minute < i.injured_minute - p.minutes then 1 else 0 end as visited_before,
        case when i.reported_minute < i.injured_minute - p.minutes then 1 else 0 end as reported_before,
        case when i.applied_day < i.injured_day then 1 else 0 end as applied_before,
        case when exists (select 1 from employment g where g.person_key = i.person_key and g.employer_key = i.employer_key and g.started_day > i.injured_day)
            and not exists (select 1 from employment g where g.person_key = i.person_key and g.employer_key = i.employer_key and g.started_day <= i.injured_day)
            then 1 else 0 end as contract_after
    from injuries i
    cross join run r
    join parameters p on p.district = ''
    left join employers e on e.employer_key = i.employer_key
    where i.injured_day < r.next_day
)
select j.person_key, j.employer_key, j.district, j.matter_no as subject, j.injured_minute, j.first_visit_minute, j.reported_minute, j.applied_day,
    j.visited_before, j.reported_before, j.applied_before, j.contract_after
from judged j
where j.visited_before + j.reported_before + j.applied_before + j.contract_after > 0
;
-- evidence
select i.injured_minute, i.first_visit_minute, i.reported_minute, i.applied_day, g.started_day, g.ended_day, g.kind
from injuries i
join lead l on i.matter_no = l.subject
left join employment g on g.person_key = i.person_key and g.employer_key = i.employer_key
order by g.started_day
