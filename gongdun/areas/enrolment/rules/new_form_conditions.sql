-- title: 新业态从业人员参保条件不符
-- title_en: New-form workers who do not meet the conditions of their scheme
-- measure: 36
-- citation: 常州市新业态从业人员参加工伤保险办法；《工伤保险条例》第二条
-- severity: 2
-- version: 1
-- inputs: enrolment_spans, employers
-- optional: declarations, payroll, identities
-- parameter: floor_fen = 425000; 2023-01: 449400; 2024-01: 487900; 2025-01: 495200 | 分 | 最低缴费基数
-- parameter: youngest_years = 16 | 周岁 | 最低年龄
-- parameter: oldest_years = 65 | 周岁 | 最高年龄
-- exception: 职工关系已于上月终止；按最低基数缴费并有收入凭据
-- next_step: 暂停该参保关系并核对平台名册、收入凭据和身份
-- Not judged here: an overlap with platform orders at the injury (their table comes with its area) and the roster of the platform, which no table
-- carries, so that income paid by the unit stands for it. An injury in the first days of cover is judged by short_cover.
with held as (
    select s.person_key, s.employer_key, e.district, s.start_month, p.floor_fen, p.youngest_years, p.oldest_years
    from enrolment_spans s
    cross join run r
    join employers e on e.employer_key = s.employer_key
    join parameters p on p.district = e.district
    where s.scheme = 'new_form' and s.start_month <= r.month and s.end_month > r.month
),
judged as (
    select h.person_key, h.employer_key, h.district, h.start_month, d.base,
        case when exists (select 1 from enrolment_spans o where o.person_key = h.person_key and o.scheme = 'employee' and o.start_month <= r.month and o.end_month > r.month) then 1 else 0 end as has_employee_cover,
        case when d.base is not null and d.base <> h.floor_fen then 1 else 0 end as base_is_not_floor,
        case when not exists (select 1 from payroll w where w.person_key = h.person_key and w.employer_key = h.employer_key and w.month = r.month and w.income > 0) then 1 else 0 end as has_no_income,
        case when r.month < b.born_month + h.youngest_years * 12 or r.month > b.born_month + h.oldest_years * 12 then 1 else 0 end as age_is_outside
    from held h
    cross join run r
    left join declarations d on d.person_key = h.person_key and d.employer_key = h.employer_key and d.month = r.month
    left join identities b on b.person_key = h.person_key
)
select j.person_key, j.employer_key, j.district, j.start_month as period, j.base as base_fen, j.has_employee_cover, j.base_is_not_floor, j.has_no_income, j.age_is_outside
from judged j
where j.has_employee_cover + j.base_is_not_floor + j.has_no_income + j.age_is_outside > 0
;
-- evidence
select s.employer_key, s.scheme, s.start_month, s.end_month as until_month, d.month, d.base as base_fen
from enrolment_spans s
join lead l on s.person_key = l.person_key
left join declarations d on d.person_key = s.person_key and d.employer_key = s.employer_key
order by s.start_month, d.month
