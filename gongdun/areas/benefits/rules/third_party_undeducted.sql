-- title: 第三人已付医疗费未扣除
-- title_en: Medical fees a third party has paid, paid again by the fund
-- measure: 41
-- citation: 《最高人民法院关于审理工伤保险行政案件若干问题的规定》第八条第三款；《社会保险法》第三十条、第四十二条
-- severity: 2
-- version: 1
-- inputs: third_party, injuries, visits
-- optional: claims, employers
-- parameter: percent = 5 | 百分比 | 合计超出医疗费总额多少
-- exception: 第三人仅赔付误工、伤残等其他项目；基金只支付了差额；赔付与本次受伤无关
-- next_step: 调取判决书或调解书，就重复支付的医疗费追回
with paid as (
    select t.person_key, sum(t.amount) as amount, min(t.paid_day) as paid_day
    from third_party t cross join run r
    where t.kind = 'medical' and t.paid_day < r.next_day
    group by t.person_key
),
hurt as (
    select i.person_key, max(i.matter_no) as matter_no, max(i.employer_key) as employer_key, min(i.injured_day) as injured_day
    from injuries i join paid t on t.person_key = i.person_key and i.injured_day <= t.paid_day
    group by i.person_key
),
bills as (
    select v.person_key, sum(v.amount) as total, sum(case when v.settled_by = 'work_injury' then v.amount else 0 end) as by_fund
    from visits v join hurt h on h.person_key = v.person_key and v.visited_day >= h.injured_day cross join run r
    where v.visited_day < r.next_day
    group by v.person_key
),
claimed as (
    select c.person_key, sum(c.amount) as amount from claims c cross join run r
    where c.benefit = 'medical_fees' and c.paid_day < r.next_day group by c.person_key
)
select h.person_key, h.employer_key, e.district, h.matter_no as subject, t.amount as third_party_fen, b.total as bills_fen,
    b.by_fund + coalesce(c.amount, 0) as by_fund_fen, t.paid_day
from hurt h
join paid t on t.person_key = h.person_key
join bills b on b.person_key = h.person_key
join parameters p on p.district = ''
left join claimed c on c.person_key = h.person_key
left join employers e on e.employer_key = h.employer_key
where b.by_fund + coalesce(c.amount, 0) > 0 and (b.by_fund + coalesce(c.amount, 0) + t.amount) * 100 > b.total * (100 + p.percent)
;
-- evidence
select 'bill' as source, v.bill_no as number, v.visited_day as on_day, v.amount as amount_fen, v.settled_by as detail
from visits v join lead l on v.person_key = l.person_key
union all
select 'third_party', t.document_no, t.paid_day, t.amount, t.kind
from third_party t join lead l on t.person_key = l.person_key
order by source, number
