-- title: 电梯安装单位缴费基数偏低
-- title_en: Lift installers whose bases are far below their trade and their wages
-- measure: 36
-- citation: 《工伤保险条例》第十条；《特种设备安全法》第二十二条；《社会保险法》第六十条
-- severity: 2
-- version: 1
-- inputs: licences, employers, employer_months
-- optional: payroll_months
-- parameter: peers_percent = 60 | 百分比 | 中位基数低于同业平均的多少
-- parameter: wage_percent = 70 | 百分比 | 平均基数低于平均工资的多少
-- parameter: peers = 2 | 家 | 至少几家同业单位才比较
-- exception: 实际工资较低的维修、销售单位；派遣用工
-- next_step: 核实工资凭证和持证人员名册，重新核定基数
with installers as (
    select distinct c.employer_key from licences c cross join run r
    where c.kind = 'lift' and (c.issued_day is null or c.issued_day < r.next_day) and (c.expires_day is null or c.expires_day >= r.first_day)
),
bases as (
    select i.employer_key, e.district, m.heads, m.base_total, m.median_base, w.heads as heads_paid, w.income_total
    from installers i
    join employers e on e.employer_key = i.employer_key
    cross join run r
    join employer_months m on m.employer_key = i.employer_key and m.month = r.month
    left join payroll_months w on w.employer_key = i.employer_key and w.month = r.month and w.kind = 'wage'
),
peers as (
    select sum(b.base_total) as base_total, sum(b.heads) as heads, count(*) as employers from bases b
)
select b.employer_key, b.district, b.heads, b.median_base as median_base_fen, b.base_total as base_total_fen, b.heads_paid, b.income_total as income_total_fen,
    case when b.base_total * b.heads_paid * 100 < b.income_total * b.heads * p.wage_percent then 1 else 0 end as is_below_wages
from bases b
cross join peers q
join parameters p on p.district = b.district
where (b.income_total is not null and b.base_total * b.heads_paid * 100 < b.income_total * b.heads * p.wage_percent)
   or (b.income_total is null and q.employers > p.peers
       and b.median_base * (q.heads - b.heads) * 100 < (q.base_total - b.base_total) * p.peers_percent)
;
-- evidence
select m.month, m.heads, m.median_base as median_base_fen, m.base_total as base_total_fen, w.income_total as income_total_fen, w.heads as heads_paid
from employer_months m
join lead l on m.employer_key = l.employer_key
left join payroll_months w on w.employer_key = m.employer_key and w.month = m.month and w.kind = 'wage'
order by m.month
