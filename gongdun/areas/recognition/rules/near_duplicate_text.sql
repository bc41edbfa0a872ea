-- title: 事故经过雷同
-- title_en: The account of one accident told again
-- measure: 41
-- citation: 《工伤认定办法》第九条；《社会保险法》第八十八条
-- severity: 2
-- version: 1
-- inputs: text_pairs, injuries
-- optional: employers
-- exception: 未附材料，摘要为空；同一职工的补充陈述
-- next_step: 调阅两件案卷，重新询问当事人
select i.person_key, i.employer_key, e.district, i.matter_no as subject, min(t.distance) as distance, count(*) as matters
from text_pairs t
join injuries i on i.matter_no = t.matter_no
join injuries o on o.matter_no = t.other_matter_no and o.person_key <> i.person_key
cross join run r
left join employers e on e.employer_key = i.employer_key
where i.injured_day < r.next_day and o.injured_day < r.next_day
group by i.person_key, i.employer_key, e.district, i.matter_no
;
-- evidence
select i.matter_no, i.person_key, i.employer_key, i.injured_minute, t.distance
from text_pairs t
join lead l on t.matter_no = l.subject
join injuries i on i.matter_no = t.other_matter_no
order by t.distance, i.matter_no
