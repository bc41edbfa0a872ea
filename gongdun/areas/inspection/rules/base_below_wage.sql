-- title: 缴费基数低于实发工资
-- title_en: Contribution bases below the wage reported for tax
-- measure: 7
-- citation: 《工伤保险条例》第十条、第六十二条；《社会保险法》第六十条、第八十六条；《劳动保障监察条例》第二十七条
-- severity: 2
-- version: 1
-- inputs: declarations, payroll, employers
-- parameter: shortfall_percent = 10 | 百分比 | 申报基数低于工资多少起
-- parameter: consecutive_months = 2 | 月 | 连续几个月
-- parameter: ceiling_fen = 2182100; 2023-01: 2404200; 2024-01: 2439600; 2025-01: 2476200 | 分 | 最高缴费基数
-- parameter: floor_fen = 425000; 2023-01: 449400; 2024-01: 487900; 2025-01: 495200 | 分 | 最低缴费基数
-- exception: 工资高于上限按上限缴费；低于下限按下限缴费；仅个别月份发放年终奖金；劳务报酬
-- next_step: 经办机构核实工资凭证，自差错月份起重新核定，税务征收，加收滞纳金
with short as (
    select d.employer_key, d.person_key, d.month, d.base, w.income, p.consecutive_months, p.floor_fen, e.district
    from declarations d
    cross join run r
    join employers e on e.employer_key = d.employer_key
    join parameters p on p.district = e.district
    join payroll w on w.employer_key = d.employer_key and w.person_key = d.person_key and w.month = d.month and w.kind = 'wage'
    where d.month <= r.month and d.month > r.month - p.consecutive_months
      and d.base * 100 < case when w.income > p.ceiling_fen then p.ceiling_fen else w.income end * (100 - p.shortfall_percent)
)
select s.person_key, s.employer_key, s.district, max(case when s.month = r.month then s.base else 0 end) as base_fen,
    max(case when s.month = r.month then s.income else 0 end) as income_fen, sum(s.income) - sum(s.base) as shortfall_fen, count(*) as months,
    max(case when s.month = r.month and s.base <= s.floor_fen then 1 else 0 end) as is_at_floor
from short s
cross join run r
group by s.person_key, s.employer_key, s.district, s.consecutive_months
having count(*) >= s.consecutive_months
;
-- evidence
select d.month, d.wage as declared_wage_fen, d.base as base_fen, w.income as income_fen
from declarations d
join lead l on d.person_key = l.person_key and d.employer_key = l.employer_key
left join payroll w on w.employer_key = d.employer_key and w.person_key = d.person_key and w.month = d.month and w.kind = 'wage'
order by d.month
