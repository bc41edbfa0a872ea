-- title: 同日在两地工地考勤
-- title_en: On the clock of two distant sites on one day
-- measure: 36
-- citation: 《保障农民工工资支付条例》第二十八条；人社部发〔2014〕103号
-- severity: 2
-- version: 1
-- inputs: attendance, projects
-- parameter: days = 2 | 日 | 当月至少几日同时出现
-- exception: 同一区县内的两处工地；仅一日；同一总承包单位调配
-- next_step: 核对实名制设备原始记录和人脸影像，查明代打卡
-- Not judged here, since attendance is delivered by the day: two sites in the same hour.
with sites as (
    select distinct a.project_no, a.person_key, a.on_day, b.employer_key, b.district
    from attendance a
    join projects b on b.project_no = a.project_no
    join run r on a.on_month = r.month
)
select a.person_key, a.employer_key, a.district, concat(a.project_no, ';', b.project_no) as subject, r.month as period, count(*) as days,
    min(a.on_day) as from_day, max(a.on_day) as to_day
from sites a
join sites b on b.person_key = a.person_key and b.on_day = a.on_day and b.project_no > a.project_no
    and b.district <> a.district and b.employer_key <> a.employer_key
cross join run r
join parameters p on p.district = ''
group by a.person_key, a.employer_key, a.district, concat(a.project_no, ';', b.project_no), r.month, p.days
having count(*) >= p.days
;
-- evidence
select a.project_no, a.on_day, a.employer_key, b.district
from attendance a
join lead l on a.person_key = l.person_key
join projects b on b.project_no = a.project_no
where a.on_month = l.period_month
order by a.on_day, a.project_no
