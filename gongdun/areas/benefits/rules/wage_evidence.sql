-- title: 待遇所用工资高于申报和个税
-- title_en: A lump sum on a wage that neither declarations nor tax know
-- measure: 41
-- citation: 《工伤保险条例》第三十五条至第三十七条、第六十四条；《社会保险法》第八十八条
-- severity: 3
-- version: 1
-- inputs: claims, assessments, injuries, declarations
-- optional: payroll, employers
-- parameter: excess_percent = 30 | 百分比 | 所用工资高出多少
-- parameter: window_months = 12 | 月 | 受伤前几个月的平均工资
-- parameter: floor_fen = 449400; 2023-01: 470400 | 分 | 统筹地区月平均工资的百分之六十
-- exception: 两个单位的工资合并计算；低于平均工资百分之六十的按百分之六十计算；个税工资与待遇工资一致；受伤前没有申报月份
-- next_step: 调取工资单、银行流水与个税申报核对，属伪造的移送并追回差额
with wages as (
    select c.claim_no, count(distinct d.month) as months, sum(d.base) as base_total
    from claims c
    join injuries i on i.matter_no = c.matter_no
    join declarations d on d.person_key = c.person_key
    join parameters p on p.district = ''
    where c.benefit = 'disability_lump_sum' and d.month < i.injured_month and d.month >= i.injured_month - p.window_months
    group by c.claim_no
),
taxed as (
    select c.claim_no, count(distinct w.month) as months, sum(w.income) as income_total
    from claims c
    join injuries i on i.matter_no = c.matter_no
    join payroll w on w.person_key = c.person_key and w.kind = 'wage'
    join parameters p on p.district = ''
    where c.benefit = 'disability_lump_sum' and w.month < i.injured_month and w.month >= i.injured_month - p.window_months
    group by c.claim_no
),
graded as (
    select c.claim_no, min(s.grade) as grade
    from claims c join assessments s on s.matter_no = c.matter_no and (c.paid_day is null or s.concluded_day <= c.paid_day)
    group by c.claim_no
),
due as (
    select g.claim_no, g.grade, case g.grade when 1 then 27 when 2 then 25 when 3 then 23 when 4 then 21 when 5 then 18 when 6 then 16 when 7 then 13
        when 8 then 11 when 9 then 9 when 10 then 7 end as wages_due
    from graded g
)
select c.person_key, c.employer_key, e.district, c.claim_no as subject, d.grade, d.wages_due, c.amount as amount_fen, w.months, w.base_total as base_total_fen,
    t.income_total as income_total_fen
from claims c
join due d on d.claim_no = c.claim_no
join wages w on w.claim_no = c.claim_no
cross join run r
join parameters p on p.district = ''
left join taxed t on t.claim_no = c.claim_no
left join employers e on e.employer_key = c.employer_key
where c.benefit = 'disability_lump_sum' and (c.paid_day is null or c.paid_day < r.next_day)
  and c.amount * 100 > d.wages_due * p.floor_fen * (100 + p.excess_percent)
  and c.amount * w.months * 100 > d.wages_due * w.base_total * (100 + p.excess_percent)
  and (t.claim_no is null or c.amount * t.months * 100 > d.wages_due * t.income_total * (100 + p.excess_percent))
;
-- evidence
select d.month, d.base as base_fen, w.income as income_fen
from claims c
join lead l on c.claim_no = l.subject
join injuries i on i.matter_no = c.matter_no
join declarations d on d.person_key = c.person_key and d.employer_key = i.employer_key and d.month < i.injured_month
left join payroll w on w.person_key = d.person_key and w.employer_key = d.employer_key and w.month = d.month and w.kind = 'wage'
order by d.month
