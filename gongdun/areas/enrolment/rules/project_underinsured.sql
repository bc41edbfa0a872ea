-- title: 项目参保造价低于合同造价
-- title_en: A project insured on less than its contract cost
-- measure: 36
-- citation: 人社部发〔2014〕103号第三条；《工伤保险条例》第十条
-- severity: 2
-- version: 1
-- inputs: projects
-- optional: employers
-- parameter: percent = 5 | 百分比 | 合同造价超出参保造价多少
-- exception: 差额在容许范围内；参保造价未填写；尚未参保（另行查找）
-- next_step: 核对施工合同，按合同造价补缴项目工伤保险费
select b.employer_key, coalesce(b.district, e.district) as district, b.project_no as subject, b.cost as cost_fen, b.insured_cost as insured_cost_fen
from projects b
cross join run r
join parameters p on p.district = ''
left join employers e on e.employer_key = b.employer_key
where b.insured_cost is not null and b.covered_from_day < r.next_day and b.cost * 100 > b.insured_cost * (100 + p.percent)
;
-- evidence
select b.project_no, b.cost as cost_fen, b.insured_cost as insured_cost_fen, b.tier, b.permit_day, b.covered_from_day, b.covered_to_day
from projects b join lead l on b.project_no = l.subject
