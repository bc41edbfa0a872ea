-- title: 建设项目许可之日未参保
-- title_en: Building projects without cover on the day of their permit
-- measure: 1
-- citation: 人社部发〔2014〕103号；《工伤保险条例》第二条、第六十二条
-- severity: 3
-- version: 1
-- inputs: projects
-- optional: employers
-- parameter: look_back_months = 24 | 月 | 施工许可最多在几个月之前
-- exception: 许可当日或之前已参保；许可在两年以前
-- next_step: 通知总承包单位补办项目参保，抄送住建部门
select b.employer_key, coalesce(b.district, e.district) as district, b.project_no as subject, b.permit_month as period,
    b.permit_day, b.covered_from_day, r.next_day - b.permit_day as days_since_permit, b.cost as cost_fen
from projects b
cross join run r
left join employers e on e.employer_key = b.employer_key
join parameters p on p.district = ''
where b.permit_day < r.next_day and b.permit_month > r.month - p.look_back_months
  and (b.covered_from_day is null or b.covered_from_day > b.permit_day)
  and (b.covered_from_day is null or b.covered_from_day >= r.next_day or b.permit_month = r.month)
;
-- evidence
select b.project_no, b.permit_day, b.covered_from_day, b.covered_to_day, b.cost as cost_fen, b.tier
from projects b join lead l on b.project_no = l.subject
