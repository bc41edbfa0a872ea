-- title: 人员转入低费率单位
-- title_en: Staff moved to a sister employer of a lower risk class
-- measure: 8
-- citation: 苏人社规〔2023〕2号；《工伤保险条例》第八条、第九条
-- severity: 2
-- version: 1
-- inputs: employers, spans
-- optional: relations
-- parameter: moved_percent = 50 | 百分比 | 转移人数占原单位人数之比
-- parameter: moved_heads = 5 | 人 | 至少转移几人
-- parameter: window_months = 6 | 月 | 转移发生在最近几个月
-- exception: 有合并记录的重组；行业类别不变或升高
-- next_step: 核定实际主营行业，按规定调整费率并追缴差额
with moved as (
    select o.employer_key as old_key, n.employer_key as new_key, n.start_month, count(*) as heads
    from spans o
    join spans n on n.person_key = o.person_key and n.start_month = o.end_month and n.employer_key <> o.employer_key
    cross join run r
    join parameters p on p.district = ''
    where n.start_month <= r.month and n.start_month > r.month - p.window_months
    group by o.employer_key, n.employer_key, n.start_month
),
staff as (
    select m.old_key, m.new_key, m.start_month, m.heads, count(*) as heads_before
    from moved m
    join spans s on s.employer_key = m.old_key and s.start_month < m.start_month and s.end_month >= m.start_month
    group by m.old_key, m.new_key, m.start_month, m.heads
)
select b.employer_key, b.district, s.start_month as period, s.start_month, s.heads, s.heads_before, a.risk_class as class_before, b.risk_class as class_after, s.old_key as from_employer_key
from staff s
join employers a on a.employer_key = s.old_key
join employers b on b.employer_key = s.new_key
join parameters p on p.district = b.district
where a.legal_person_key = b.legal_person_key and b.risk_class < a.risk_class
  and s.heads >= p.moved_heads and s.heads * 100 >= s.heads_before * p.moved_percent
  and not exists (select 1 from relations k where k.kind = 'merger' and k.from_employer_key = s.old_key and k.to_employer_key = s.new_key)
;
-- evidence
select n.person_key, o.employer_key as from_employer_key, o.end_month as left_month, n.start_month
from spans n
join lead l on n.employer_key = l.employer_key and n.start_month = l.period_month
join spans o on o.person_key = n.person_key and o.end_month = n.start_month
order by n.person_key
