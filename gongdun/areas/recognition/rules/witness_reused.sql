-- title: 证人重复作证
-- title_en: One witness in several matters of a year
-- measure: 41
-- citation: 《工伤认定办法》第九条至第十三条；《社会保险法》第八十八条
-- severity: 2
-- version: 1
-- inputs: witnesses, injuries
-- parameter: matters = 3 | 件 | 至少几件
-- parameter: window_months = 12 | 月 | 几个月之内
-- exception: 一年内两次；相隔较久
-- next_step: 分别询问证人，核对其考勤和在场情况
select w.person_key, count(distinct i.matter_no) as matters, min(i.injured_day) as first_injured_day, max(i.injured_day) as last_injured_day
from witnesses w
join injuries i on i.matter_no = w.matter_no
cross join run r
join parameters p on p.district = ''
where i.injured_month <= r.month and i.injured_month > r.month - p.window_months
group by w.person_key, p.matters
having count(distinct i.matter_no) >= p.matters
;
-- evidence
select i.matter_no, i.employer_key, i.person_key, i.injured_minute, i.hospital
from witnesses w
join lead l on w.person_key = l.person_key
join injuries i on i.matter_no = w.matter_no
order by i.injured_minute
