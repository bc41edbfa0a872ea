-- title: 参保人数骤增骤减
-- title_en: Swings of the insured head-count
-- measure: 8
-- citation: 《社会保险法》第六十条、第六十三条；《工伤保险条例》第四十六条
-- severity: 2
-- version: 1
-- inputs: employers, employer_months, spans
-- optional: relations, projects
-- parameter: swing_percent = 30 | 百分比 | 当月增减比例
-- parameter: swing_heads = 10 | 人 | 当月增减至少几人
-- parameter: smallest = 10 | 人 | 计算比例时的最低基数
-- parameter: turnover_percent = 50 | 百分比 | 三个月内增减合计占人数之比
-- parameter: turnover_heads = 20 | 人 | 三个月内增减合计至少几人
-- parameter: history_months = 3 | 月 | 合并、竣工、新设的影响期
-- parameter: trade_percent = 15 | 百分比 | 同行业半数以上单位同向变动多少视为季节性
-- parameter: trade_employers = 3 | 家 | 同行业至少几家才能判断季节性
-- exception: 合并、分立、换码；建设项目竣工；季节性行业；新设或注销单位；缺少上月数据
-- next_step: 发函询问原因，无合理解释的责令整改并纳入稽核
with heads as (
    select e.employer_key, e.district, substr(e.industry_code, 1, 4) as trade, coalesce(c.heads, 0) as heads, b.heads as heads_before
    from employers e
    cross join run r
    join employer_months b on b.employer_key = e.employer_key and b.month = r.month - 1
    left join employer_months c on c.employer_key = e.employer_key and c.month = r.month
    where e.cancelled_day is null or e.cancelled_day >= r.next_day
),
joined as (
    select s.employer_key, count(*) as joins from spans s cross join run r join parameters p on p.district = ''
    where s.start_month > r.month - 3 and s.start_month <= r.month
      and exists (select 1 from employer_months m where m.employer_key = s.employer_key and m.month = s.start_month - 1)
    group by s.employer_key
),
gone as (
    select s.employer_key, count(*) as leaves from spans s cross join run r
    where s.end_month > r.month - 3 and s.end_month <= r.month
    group by s.employer_key
),
trade_swing as (
    select h.trade, sum(h.heads) as heads, sum(h.heads_before) as heads_before, count(*) as employers from heads h group by h.trade
),
moves as (
    select substr(e.industry_code, 1, 4) as trade, m.month, count(*) as employers,
        sum(case when m.heads * 100 >= b.heads * (100 + p.trade_percent) then 1 else 0 end) as grown,
        sum(case when m.heads * 100 <= b.heads * (100 - p.trade_percent) then 1 else 0 end) as shrunk
    from employer_months m
    join employer_months b on b.employer_key = m.employer_key and b.month = m.month - 1
    join employers e on e.employer_key = m.employer_key
    cross join run r
    join parameters p on p.district = ''
    where m.month > r.month - 3 and m.month <= r.month
    group by substr(e.industry_code, 1, 4), m.month
),
seasonal as (
    select distinct m.trade
    from moves m
    join parameters p on p.district = ''
    where m.employers >= p.trade_employers and (m.grown * 2 >= m.employers or m.shrunk * 2 >= m.employers)
),
explained as (
    select k.from_employer_key as employer_key from relations k cross join run r join parameters p on p.district = ''
    where k.kind in ('merger', 'branch') and k.from_month >= r.month - p.history_months and k.from_month <= r.month + 1
    union
    select k.to_employer_key from relations k cross join run r join parameters p on p.district = ''
    where k.kind in ('merger', 'branch') and k.from_month >= r.month - p.history_months and k.from_month <= r.month + 1
    union
    select b.employer_key from projects b cross join run r join parameters p on p.district = ''
    where b.covered_to_month >= r.month - p.history_months and b.covered_to_month <= r.month + 1
    union
    select b.employer_key from projects b cross join run r join parameters p on p.district = ''
    where b.covered_from_month >= r.month - p.history_months and b.covered_from_month <= r.month
    union
    select e.employer_key from employers e cross join run r join parameters p on p.district = ''
    where e.registered_month >= r.month - p.history_months
),
judged as (
    select h.*, coalesce(j.joins, 0) as joins, coalesce(g.leaves, 0) as leaves,
        case when h.heads > h.heads_before then h.heads - h.heads_before else h.heads_before - h.heads end as swing,
        case when h.heads_before > p.smallest then h.heads_before else p.smallest end as measured,
        p.swing_percent, p.swing_heads, p.turnover_percent, p.turnover_heads, p.smallest
    from heads h
    join parameters p on p.district = h.district
    left join joined j on j.employer_key = h.employer_key
    left join gone g on g.employer_key = h.employer_key
)
select g.employer_key, g.district, r.month as period, g.heads, g.heads_before, g.joins, g.leaves,
    case when g.swing >= g.swing_heads and g.swing * 100 >= g.measured * g.swing_percent then 1 else 0 end as is_swing,
    t.heads as trade_heads, t.heads_before as trade_heads_before
from judged g
cross join run r
left join trade_swing t on t.trade = g.trade
where ((g.swing >= g.swing_heads and g.swing * 100 >= g.measured * g.swing_percent)
    or (g.joins + g.leaves >= g.turnover_heads and (g.joins + g.leaves) * 100 >= g.turnover_percent * g.heads and g.heads >= g.smallest and g.joins > 0 and g.leaves > 0))
  and not exists (select 1 from explained x where x.employer_key = g.employer_key)
  and not exists (select 1 from seasonal s where s.trade = g.trade)
;
-- evidence
select m.month, m.heads, m.base_total as base_total_fen
from employer_months m join lead l on m.employer_key = l.employer_key
order by m.month
