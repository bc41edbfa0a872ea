/* title: 电梯安装单位缴费基数偏低 */
/* title_en: Lift installers whose bases are far below their trade and their wages */
/* measure: 36 */
/* citation: 《工伤保险条例》第十条；《特种设备安全法》第二十二条；《社会保险法》第六十条 */
/* severity: 2 */
/* version: 1 */
/* inputs: licences, employers, employer_months */
/* optional: payroll_months */
/* parameter: peers_percent = 60 | 百分比 | 中位基数低于同业平均的多少 */
/* parameter: wage_percent = 70 | 百分比 | 平均基数低于平均工资的多少 */
/* parameter: peers = 2 | 家 | 至少几家同业单位才比较 */
/* exception: 实际工资较低的维修、销售单位；派遣用工 */
/* next_step: 核实工资凭证和持证人员名册，重新核定基数 */
WITH installers AS (
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
), bases AS (
  SELECT
    i.employer_key,
    e.district,
    m.heads,
    m.base_total,
    m.median_base,
    w.heads AS heads_paid,
    w.income_total
  FROM installers AS i
  JOIN employers AS e
    ON e.employer_key = i.employer_key
  CROSS JOIN run AS r
  JOIN employer_months AS m
    ON m.employer_key = i.employer_key AND m.month = r.month
  LEFT JOIN payroll_months AS w
    ON w.employer_key = i.employer_key AND w.month = r.month AND w.kind = 'wage'
), peers AS (
  SELECT
    SUM(b.base_total) AS base_total,
    SUM(b.heads) AS heads,
    COUNT(*) AS employers
  FROM bases AS b
)
SELECT
  b.employer_key,
  b.district,
  b.heads,
  b.median_base AS median_base_fen,
  b.base_total AS base_total_fen,
  b.heads_paid,
  b.income_total AS income_total_fen,
  CASE
    WHEN b.base_total * b.heads_paid * 100 < b.income_total * b.heads * p.wage_percent
    THEN 1
    ELSE 0
  END AS is_below_wages
FROM bases AS b
CROSS JOIN peers AS q
JOIN parameters AS p
  ON p.district = b.district
WHERE
  (
    NOT b.income_total IS NULL
    AND b.base_total * b.heads_paid * 100 < b.income_total * b.heads * p.wage_percent
  )
  OR (
    b.income_total IS NULL
    AND q.employers > p.peers
    AND b.median_base * (
      q.heads - b.heads
    ) * 100 < (
      q.base_total - b.base_total
    ) * p.peers_percent
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: (((b.income_total IS NOT NULL) AND (((b.base_total * b.heads_paid) * 100) < ((b.income_total * b.heads) * p.wage_percent))) OR ((b.income_total IS NULL) AND ((count(*)) > p.peers) AND ((((b.median_base)::numeric * ((sum(b_1.heads)) - (b.heads)::numeric)) * '100'::numeric) < (((sum(b_1.base_total)) - (b.base_total)::numeric) * (p.peers_percent)::numeric))))
  CTE bases
    ->  Nested Loop Left Join
          Join Filter: (w.month = r.month)
          ->  Nested Loop
                Join Filter: (e.employer_key = c.employer_key)
                ->  Nested Loop
                      Join Filter: (r.month = m.month)
                      ->  Nested Loop
                            ->  Unique
                                  ->  Sort
                                        Sort Key: c.employer_key
                                        ->  Nested Loop
                                              Join Filter: (((c.issued_day IS NULL) OR (c.issued_day < r_1.next_day)) AND ((c.expires_day IS NULL) OR (c.expires_day >= r_1.first_day)))
                                              ->  Seq Scan on run r_1
                                              ->  Seq Scan on licences c
                                                    Filter: (kind = 'lift'::text)
                            ->  Seq Scan on run r
                      ->  Index Scan using employer_months_employer_key_idx on employer_months m
                            Index Cond: (employer_key = c.employer_key)
                ->  Index Scan using employers_employer_key_idx on employers e
                      Index Cond: (employer_key = m.employer_key)
          ->  Index Scan using payroll_months_employer_key_idx on payroll_months w
                Index Cond: (employer_key = c.employer_key)
                Filter: (kind = 'wage'::text)
  ->  Aggregate
        ->  CTE Scan on bases b_1
  ->  Hash Join
        Hash Cond: (p.district = b.district)
        ->  Seq Scan on parameters p
        ->  Hash
              ->  CTE Scan on bases b
*/
