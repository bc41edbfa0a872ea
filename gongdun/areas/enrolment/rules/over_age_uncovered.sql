-- title: 超龄从业人员未参保
-- title_en: Workers past the statutory age without any cover
-- measure: 2
-- citation: 苏人社规〔2020〕6号；《工伤保险条例》第二条；国务院关于渐进式延迟法定退休年龄的办法
-- severity: 1
-- version: 1
-- inputs: employers, declarations, payroll
-- optional: enrolment_spans, identities, pensioners
-- parameter: consecutive_months = 2 | 月 | 连续发放工资至少几个月
-- parameter: oldest_years = 65 | 周岁 | 超龄参保的最高年龄
-- parameter: is_mandatory = 0; 2026-07: 1 | 是否 | 强制参保（1）时等级提高
-- exception: 已办理退休手续、领取养老金；已超过六十五周岁；女职工身份不明时按较晚年龄；已以任何险种参保；机关
-- next_step: 向单位宣传超龄人员参保，列入扩面名单
with paid as (
    select w.employer_key, w.person_key, e.district, p.consecutive_months, p.oldest_years, p.is_mandatory, count(*) as months, sum(case when w.month = r.month then w.income else 0 end) as income
    from payroll w
    cross join run r
    join employers e on e.employer_key = w.employer_key
    join parameters p on p.district = e.district
    where w.kind = 'wage' and w.income > 0 and w.month <= r.month and w.month > r.month - p.consecutive_months
      and e.kind not in ('agency', 'organ', '机关')
      and (e.cancelled_day is null or e.cancelled_day >= r.next_day)
    group by w.employer_key, w.person_key, e.district, p.consecutive_months, p.oldest_years, p.is_mandatory
)
select w.person_key, w.employer_key, w.district, b.retire_latest_month as period, b.retire_latest_month, w.income as income_fen,
    case when w.is_mandatory = 1 then 3 else 1 end as severity
from paid w
join identities b on b.person_key = w.person_key
cross join run r
where w.months >= w.consecutive_months
  and r.month > b.retire_latest_month and r.month <= b.born_month + w.oldest_years * 12
  and not exists (select 1 from pensioners q where q.person_key = w.person_key and q.retired_day < r.next_day)
  and not exists (select 1 from declarations d where d.person_key = w.person_key and d.employer_key = w.employer_key and d.month = r.month)
  and not exists (select 1 from enrolment_spans s where s.person_key = w.person_key and s.employer_key = w.employer_key and s.start_month <= r.month and s.end_month > r.month)
;
-- evidence
select w.month, w.income as income_fen, w.kind
from payroll w join lead l on w.person_key = l.person_key and w.employer_key = l.employer_key
order by w.month
