/* title: 电梯安装单位行业类别偏低 */
/* title_en: A lift installer in a class of risk below building installation */
/* measure: 36 */
/* citation: 人社部发〔2015〕71号《关于调整工伤保险费率政策的通知》附件；《工伤保险条例》第八条 */
/* severity: 2 */
/* version: 1 */
/* inputs: licences, employers */
/* optional: certificates, payroll */
/* parameter: risk_class = 5 | 类 | 建筑安装业的风险类别 */
/* parameter: repair_class = 4 | 类 | 机械和设备修理业的风险类别 */
/* exception: 专营维修的单位（四类）；无持证作业人员的销售单位；许可证已到期 */
/* next_step: 核对营业执照、许可范围和作业人员名册，重新核定行业类别和费率 */
WITH operators AS (
  SELECT
    w.employer_key,
    COUNT(DISTINCT w.person_key) AS heads
  FROM payroll AS w
  JOIN certificates AS t
    ON t.person_key = w.person_key AND t.kind = 'lift'
  CROSS JOIN run AS r
  WHERE
    w.month = r.month
    AND w.kind = 'wage'
    AND w.income > 0
    AND (
      t.issued_day IS NULL OR t.issued_day < r.next_day
    )
    AND (
      t.expires_day IS NULL OR t.expires_day >= r.first_day
    )
  GROUP BY
    w.employer_key
), installers AS (
  SELECT DISTINCT
    c.employer_key
  FROM licences AS c
  CROSS JOIN run AS r
  WHERE
    c.kind = 'lift'
    AND (
      c.issued_day IS NULL OR c.issued_day < r.next_day
    )
    AND (
      c.expires_day IS NULL OR c.expires_day >= r.first_day
    )
)
SELECT
  e.employer_key,
  e.district,
  e.risk_class,
  COALESCE(o.heads, 0) AS operators
FROM installers AS i
JOIN employers AS e
  ON e.employer_key = i.employer_key
JOIN parameters AS p
  ON p.district = e.district
CROSS JOIN run AS r
LEFT JOIN operators AS o
  ON o.employer_key = i.employer_key
WHERE
  e.risk_class < p.risk_class
  AND (
    e.cancelled_day IS NULL OR e.cancelled_day >= r.next_day
  )
  AND NOT (
    SUBSTRING(e.industry_code FROM 1 FOR 2) = '43' AND e.risk_class >= p.repair_class
  )
  AND NOT (
    SUBSTRING(e.industry_code FROM 1 FOR 2) IN ('51', '52')
    AND COALESCE(o.heads, 0) = 0
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: ((e.cancelled_day IS NULL) OR (e.cancelled_day >= r.next_day))
  ->  Seq Scan on run r
  ->  Hash Join
        Hash Cond: (p.district = e.district)
        Join Filter: ((e.risk_class < p.risk_class) AND ((SUBSTRING(e.industry_code FROM 1 FOR 2) <> '43'::text) OR (e.risk_class < p.repair_class)))
        ->  Seq Scan on parameters p
        ->  Hash
              ->  Nested Loop
                    Join Filter: ((SUBSTRING(e.industry_code FROM 1 FOR 2) <> ALL ('{51,52}'::text[])) OR (COALESCE((count(DISTINCT w.person_key)), '0'::bigint) <> 0))
                    ->  Merge Left Join
                          Merge Cond: (c.employer_key = w.employer_key)
                          ->  Unique
                                ->  Sort
                                      Sort Key: c.employer_key
                                      ->  Nested Loop
                                            Join Filter: (((c.issued_day IS NULL) OR (c.issued_day < r_1.next_day)) AND ((c.expires_day IS NULL) OR (c.expires_day >= r_1.first_day)))
                                            ->  Seq Scan on run r_1
                                            ->  Seq Scan on licences c
                                                  Filter: (kind = 'lift'::text)
                          ->  GroupAggregate
                                Group Key: w.employer_key
                                ->  Sort
                                      Sort Key: w.employer_key, w.person_key
                                      ->  Nested Loop
                                            Join Filter: (w.month = r_2.month)
                                            ->  Nested Loop
                                                  Join Filter: (((t.issued_day IS NULL) OR (t.issued_day < r_2.next_day)) AND ((t.expires_day IS NULL) OR (t.expires_day >= r_2.first_day)))
                                                  ->  Seq Scan on run r_2
                                                  ->  Seq Scan on certificates t
                                                        Filter: (kind = 'lift'::text)
                                            ->  Index Scan using payroll_person_key_idx on payroll w
                                                  Index Cond: (person_key = t.person_key)
                                                  Filter: ((income > 0) AND (kind = 'wage'::text))
                    ->  Index Scan using employers_employer_key_idx on employers e
                          Index Cond: (employer_key = c.employer_key)
*/
