-- title: 参保险种类别不符
-- title_en: Persons insured under the wrong scheme
-- measure: 2
-- citation: 苏人社规〔2020〕6号；国务院关于渐进式延迟法定退休年龄的办法
-- severity: 2
-- version: 1
-- inputs: enrolment_spans, employers
-- optional: identities, pensioners
-- parameter: oldest_years = 65 | 周岁 | 超龄参保的最高年龄
-- parameter: youngest_years = 16 | 周岁 | 实习参保的最低年龄
-- exception: 弹性延迟退休；女职工身份不明时按较晚年龄；当月达到年龄者次月起停保
-- next_step: 通知单位自次月起停保或改办相应险种
with held as (
    select s.person_key, s.employer_key, s.scheme, e.district, s.start_month, b.born_month, b.retire_latest_month, p.oldest_years, p.youngest_years, q.retired_month
    from enrolment_spans s
    cross join run r
    join employers e on e.employer_key = s.employer_key
    join parameters p on p.district = e.district
    left join identities b on b.person_key = s.person_key
    left join pensioners q on q.person_key = s.person_key and q.retired_day < r.next_day
    where s.start_month <= r.month and s.end_month > r.month
),
judged as (
    select h.*,
        case when h.scheme = 'employee' and r.month > h.retire_latest_month then 'employee_past_retirement'
             when h.scheme = 'over_age' and h.retired_month is not null then 'over_age_with_pension'
             when h.scheme = 'over_age' and r.month > h.born_month + h.oldest_years * 12 + 11 then 'over_age_past_limit'
             when h.scheme = 'intern' and h.start_month < h.born_month + h.youngest_years * 12 then 'intern_too_young' end as fault
    from held h cross join run r
)
select j.person_key, j.employer_key, j.district, j.scheme as subject, j.fault, j.start_month, j.retire_latest_month, max(j.born_month) as born_month
from judged j
where j.fault is not null
group by j.person_key, j.employer_key, j.district, j.scheme, j.fault, j.start_month, j.retire_latest_month
;
-- evidence
select s.scheme, s.start_month, s.end_month as until_month, s.operated_day
from enrolment_spans s join lead l on s.person_key = l.person_key and s.employer_key = l.employer_key
order by s.start_month
