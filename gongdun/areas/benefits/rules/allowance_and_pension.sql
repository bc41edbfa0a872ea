-- title: 伤残津贴与养老金同时全额发放
-- title_en: Disability allowance and pension both in full
-- measure: 41
-- citation: 《工伤保险条例》第三十五条第三款；《社会保险法》第四十条
-- severity: 3
-- version: 1
-- inputs: periodic, pensioners
-- exception: 退休时已停发津贴；仅补足差额；生活护理费照发
-- next_step: 停发伤残津贴，养老金低于津贴的由基金补足差额，追回多发部分
select b.person_key, q.retired_month as period, q.retired_day, b.amount as amount_fen,
    case when b.stopped_month is not null and b.stopped_month < r.month then b.stopped_month else r.month end - q.retired_month + 1 as months,
    b.amount * (case when b.stopped_month is not null and b.stopped_month < r.month then b.stopped_month else r.month end - q.retired_month + 1) as overpaid_fen
from periodic b
join pensioners q on q.person_key = b.person_key
cross join run r
cross join parameters p
where p.district = '' and b.benefit = 'disability_allowance' and b.month <= r.month and b.month < q.retired_month
  and q.retired_day < r.next_day and (b.stopped_month is null or b.stopped_month >= q.retired_month)
;
-- evidence
select b.benefit, b.month, b.amount as amount_fen, b.stopped_day, q.retired_day, q.kind
from periodic b
join lead l on b.person_key = l.person_key
join pensioners q on q.person_key = b.person_key
order by b.benefit
