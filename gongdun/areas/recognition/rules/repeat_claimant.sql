-- title: 不同单位同一部位再次受伤
-- title_en: The same part hurt again at another employer
-- measure: 41
-- citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条
-- severity: 2
-- version: 1
-- inputs: injuries, employers
-- parameter: window_months = 24 | 月 | 两次受伤相隔不超过几个月
-- exception: 同一危险岗位再次受伤；部位不同；相隔两年以上
-- next_step: 调阅两次影像和鉴定资料比对
select b.person_key, b.employer_key, e.district, b.matter_no as subject, b.injured_day, max(a.injured_day) as earlier_injured_day, b.body_part, count(*) as times
from injuries b
cross join run r
join injuries a on a.person_key = b.person_key and a.injured_minute < b.injured_minute and a.body_part = b.body_part and a.employer_key <> b.employer_key
join employers e on e.employer_key = b.employer_key
join parameters p on p.district = e.district
where b.injured_day < r.next_day and b.injured_month - a.injured_month <= p.window_months
group by b.person_key, b.employer_key, e.district, b.matter_no, b.injured_day, b.body_part
;
-- evidence
select i.matter_no, i.employer_key, i.injured_minute, i.body_part, i.hospital, i.decision
from injuries i join lead l on i.person_key = l.person_key
order by i.injured_minute
