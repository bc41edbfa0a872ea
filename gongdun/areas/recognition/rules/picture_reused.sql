-- title: 影像材料重复使用
-- title_en: One picture in two matters
-- measure: 41
-- citation: 《工伤认定办法》第九条；《社会保险法》第八十八条
-- severity: 3
-- version: 1
-- inputs: injuries
-- optional: employers
-- exception: 未附材料；同一事故中受伤的多名职工
-- next_step: 调阅原始影像，核对拍摄时间和地点
select i.person_key, i.employer_key, e.district, i.matter_no as subject, count(*) as matters
from injuries i
join injuries o on o.picture_digest = i.picture_digest and o.matter_no <> i.matter_no
cross join run r
left join employers e on e.employer_key = i.employer_key
where i.injured_day < r.next_day and o.injured_day < r.next_day
  and not (o.employer_key = i.employer_key and o.injured_day = i.injured_day)
group by i.person_key, i.employer_key, e.district, i.matter_no
;
-- evidence
select o.matter_no, o.person_key, o.employer_key, o.injured_minute
from injuries i
join lead l on i.matter_no = l.subject
join injuries o on o.picture_digest = i.picture_digest
order by o.matter_no
