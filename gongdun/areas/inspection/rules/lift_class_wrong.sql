-- title: 电梯安装单位行业类别偏低
-- title_en: A lift installer in a class of risk below building installation
-- measure: 36
-- citation: 人社部发〔2015〕71号《关于调整工伤保险费率政策的通知》附件；《工伤保险条例》第八条
-- severity: 2
-- version: 1
-- inputs: licences, employers
-- optional: certificates, payroll
-- parameter: risk_class = 5 | 类 | 建筑安装业的风险类别
-- parameter: repair_class = 4 | 类 | 机械和设备修理业的风险类别
-- exception: 专营维修的单位（四类）；无持证作业人员的销售单位；许可证已到期
-- next_step: 核对营业执照、许可范围和作业人员名册，重新核定行业类别和费率
with operators as (
    select w.employer_key, count(distinct w.person_key) as heads
    from payroll w
    join certificates t on t.person_key = w.person_key and t.kind = 'lift'
    cross join run r
    where w.month = r.month and w.kind = 'wage' and w.income > 0
      and (t.issued_day is null or t.issued_day < r.next_day) and (t.expires_day is null or t.expires_day >= r.first_day)
    group by w.employer_key
),
installers as (
    select distinct c.employer_key from licences c cross join run r
    where c.kind = 'lift' and (c.issued_day is null or c.issued_day < r.next_day) and (c.expires_day is null or c.expires_day >= r.first_day)
)
select e.employer_key, e.district, e.risk_class, coalesce(o.heads, 0) as operators
from installers i
join employers e on e.employer_key = i.employer_key
join parameters p on p.district = e.district
cross join run r
left join operators o on o.employer_key = i.employer_key
where e.risk_class < p.risk_class and (e.cancelled_day is null or e.cancelled_day >= r.next_day)
  and not (substr(e.industry_code, 1, 2) = '43' and e.risk_class >= p.repair_class)
  and not (substr(e.industry_code, 1, 2) in ('51', '52') and coalesce(o.heads, 0) = 0)
;
-- evidence
select c.licence_no, c.issued_day, c.expires_day, e.industry_code, e.industry, e.risk_class
from licences c
join lead l on c.employer_key = l.employer_key
join employers e on e.employer_key = c.employer_key
where c.kind = 'lift'
