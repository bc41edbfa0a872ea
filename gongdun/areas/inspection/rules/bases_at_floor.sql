-- title: 大多数职工按下限申报
-- title_en: Nearly all staff declared at the floor in a trade that pays more
-- measure: 8
-- citation: 《社会保险法》第六十条、第八十六条；《劳动保障监察条例》第二十七条
-- severity: 1
-- version: 1
-- inputs: employers, employer_months
-- parameter: floor_fen = 425000; 2023-01: 449400; 2024-01: 487900; 2025-01: 495200 | 分 | 最低缴费基数
-- parameter: floor_percent = 80 | 百分比 | 恰按下限申报的人数占比
-- parameter: trade_percent = 150 | 百分比 | 同行业平均基数为下限的多少
-- parameter: heads = 10 | 人 | 至少几人
-- parameter: trade_employers = 3 | 家 | 同行业至少几家
-- exception: 同行业普遍较低；人数过少；同行业单位过少
-- next_step: 列入稽核抽查，核对工资发放
with trade as (
    select substr(e.industry_code, 1, 2) as trade, sum(m.base_total) as base_total, sum(m.heads) as heads, count(*) as employers
    from employers e join employer_months m on m.employer_key = e.employer_key join run r on m.month = r.month
    group by substr(e.industry_code, 1, 2)
)
select e.employer_key, e.district, m.heads, m.heads_at_lowest, m.lowest_base as lowest_base_fen, t.employers as trade_employers
from employers e
join employer_months m on m.employer_key = e.employer_key
join run r on m.month = r.month
join trade t on t.trade = substr(e.industry_code, 1, 2)
join parameters p on p.district = e.district
where m.heads >= p.heads and m.lowest_base = p.floor_fen and m.heads_at_lowest * 100 >= m.heads * p.floor_percent
  and t.employers >= p.trade_employers and t.base_total * 100 >= p.floor_fen * t.heads * p.trade_percent
;
-- evidence
select m.month, m.heads, m.heads_at_lowest, m.lowest_base as lowest_base_fen, m.median_base as median_base_fen
from employer_months m join lead l on m.employer_key = l.employer_key
order by m.month
