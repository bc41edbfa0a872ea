-- title: 平均缴费基数骤降
-- title_en: A drop of the average base while the staff stay
-- measure: 8
-- citation: 《社会保险法》第六十条、第六十三条、第八十六条
-- severity: 2
-- version: 1
-- inputs: employers, employer_months
-- optional: payroll_months
-- parameter: remaining_percent = 80 | 百分比 | 平均基数降至上月的多少以下
-- parameter: stable_percent = 10 | 百分比 | 人数变动不超过多少视为稳定
-- parameter: heads = 3 | 人 | 至少几人
-- parameter: first_reset_month = 1 | 月份 | 年度基数调整月份
-- parameter: second_reset_month = 7 | 月份 | 年度基数调整月份
-- parameter: wage_gap_percent = 10 | 百分比 | 调整月份基数低于工资多少仍列入
-- exception: 年度基数调整且与工资一致；人数变动较大；缺少上月数据
-- next_step: 发函询问，核对工资发放，责令补报差额
with compared as (
    select e.employer_key, e.district, c.heads, b.heads as heads_before, c.base_total, b.base_total as base_total_before,
        w.heads as heads_paid, w.income_total,
        p.remaining_percent, p.stable_percent, p.heads as least_heads, p.first_reset_month, p.second_reset_month, p.wage_gap_percent
    from employers e
    cross join run r
    join employer_months c on c.employer_key = e.employer_key and c.month = r.month
    join employer_months b on b.employer_key = e.employer_key and b.month = r.month - 1
    join parameters p on p.district = e.district
    left join payroll_months w on w.employer_key = e.employer_key and w.month = r.month and w.kind = 'wage'
)
select c.employer_key, c.district, r.month as period, c.heads, c.heads_before, c.base_total as base_total_fen, c.base_total_before as base_total_before_fen, c.income_total as income_total_fen
from compared c
cross join run r
where c.heads >= c.least_heads
  and c.base_total * c.heads_before * 100 <= c.base_total_before * c.heads * c.remaining_percent
  and c.heads * 100 >= c.heads_before * (100 - c.stable_percent) and c.heads * 100 <= c.heads_before * (100 + c.stable_percent)
  and ((r.month_of_year <> c.first_reset_month and r.month_of_year <> c.second_reset_month)
    or c.base_total * c.heads_paid * 100 < c.income_total * c.heads * (100 - c.wage_gap_percent))
;
-- evidence
select m.month, m.heads, m.base_total as base_total_fen, w.income_total as income_total_fen, w.heads as heads_paid
from employer_months m
join lead l on m.employer_key = l.employer_key
left join payroll_months w on w.employer_key = m.employer_key and w.month = m.month and w.kind = 'wage'
order by m.month
