/* title: 项目参保造价低于合同造价 */
/* title_en: A project insured on less than its contract cost */
/* measure: 36 */
/* citation: 人社部发〔2014〕103号第三条；《工伤保险条例》第十条 */
/* severity: 2 */
/* version: 1 */
/* inputs: projects */
/* optional: employers */
/* parameter: percent = 5 | 百分比 | 合同造价超出参保造价多少 */
/* exception: 差额在容许范围内；参保造价未填写；尚未参保（另行查找） */
/* next_step: 核对施工合同，按合同造价补缴项目工伤保险费 */
SELECT
  b.employer_key,
  COALESCE(b.district, e.district) AS district,
  b.project_no AS subject,
  b.cost AS cost_fen,
  b.insured_cost AS insured_cost_fen
FROM projects AS b
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN employers AS e
  ON e.employer_key = b.employer_key
WHERE
  NOT b.insured_cost IS NULL
  AND b.covered_from_day < r.next_day
  AND b.cost * 100 > b.insured_cost * (
    100 + p.percent
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: ((b.cost * 100) > (b.insured_cost * (100 + p.percent)))
  ->  Seq Scan on parameters p
        Filter: (district = ''::text)
  ->  Materialize
        ->  Nested Loop Left Join
              ->  Nested Loop
                    Join Filter: (b.covered_from_day < r.next_day)
                    ->  Seq Scan on run r
                    ->  Seq Scan on projects b
                          Filter: (insured_cost IS NOT NULL)
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = b.employer_key)
*/
