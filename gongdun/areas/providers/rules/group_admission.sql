-- title: 同单位多人同日住院
-- title_en: People of one employer admitted together without a common accident
-- measure: 41
-- citation: 《社会保险经办条例》第四十三条、第五十五条；《社会保险法》第八十七条
-- severity: 2
-- version: 1
-- inputs: visits, injuries
-- optional: employers
-- parameter: persons = 3 | 人 | 同日同院入院至少几人
-- exception: 同一事故中受伤；不同医院；仅两人
-- next_step: 调取住院病案和护理记录，现场核查是否挂床、集中住院
with admitted as (
    select distinct i.employer_key, v.hospital, v.visited_day, v.visited_month, v.person_key, v.bill_no, v.amount, i.injured_day
    from visits v
    join injuries i on i.person_key = v.person_key and i.injured_day < v.visited_day
    cross join run r
    where v.kind = 'in' and v.settled_by = 'work_injury' and v.visited_day < r.next_day
)
select a.employer_key, e.district, min(a.bill_no) as subject, a.visited_month as period, a.hospital, a.visited_day, count(distinct a.person_key) as persons, sum(a.amount) as amount_fen
from admitted a
join parameters p on p.district = ''
left join employers e on e.employer_key = a.employer_key
group by a.employer_key, e.district, a.visited_month, a.hospital, a.visited_day, p.persons
having count(distinct a.person_key) >= p.persons and count(distinct a.injured_day) >= p.persons
;
-- evidence
select o.bill_no, o.person_key, o.hospital, o.visited_minute, o.discharged_day, o.amount as amount_fen
from visits v
join lead l on v.bill_no = l.subject
join visits o on o.hospital = v.hospital and o.visited_day = v.visited_day and o.kind = 'in'
join injuries i on i.person_key = o.person_key and i.employer_key = l.employer_key
order by o.bill_no
