/* title: 建设项目许可之日未参保 */
/* title_en: Building projects without cover on the day of their permit */
/* measure: 1 */
/* citation: 人社部发〔2014〕103号；《工伤保险条例》第二条、第六十二条 */
/* severity: 3 */
/* version: 1 */
/* inputs: projects */
/* optional: employers */
/* parameter: look_back_months = 24 | 月 | 施工许可最多在几个月之前 */
/* exception: 许可当日或之前已参保；许可在两年以前 */
/* next_step: 通知总承包单位补办项目参保，抄送住建部门 */
SELECT
  b.employer_key,
  COALESCE(b.district, e.district) AS district,
  b.project_no AS subject,
  b.permit_month AS period,
  b.permit_day,
  b.covered_from_day,
  r.next_day - b.permit_day AS days_since_permit,
  b.cost AS cost_fen
FROM projects AS b
CROSS JOIN run AS r
LEFT JOIN employers AS e
  ON e.employer_key = b.employer_key
JOIN parameters AS p
  ON p.district = ''
WHERE
  b.permit_day < r.next_day
  AND b.permit_month > r.month - p.look_back_months
  AND (
    b.covered_from_day IS NULL OR b.covered_from_day > b.permit_day
  )
  AND (
    b.covered_from_day IS NULL
    OR b.covered_from_day >= r.next_day
    OR b.permit_month = r.month
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: (b.permit_month > (r.month - p.look_back_months))
  ->  Nested Loop Left Join
        ->  Nested Loop
              Join Filter: ((b.permit_day < r.next_day) AND ((b.covered_from_day IS NULL) OR (b.covered_from_day >= r.next_day) OR (b.permit_month = r.month)))
              ->  Seq Scan on run r
              ->  Seq Scan on projects b
                    Filter: ((covered_from_day IS NULL) OR (covered_from_day > permit_day))
        ->  Index Scan using employers_employer_key_idx on employers e
              Index Cond: (employer_key = b.employer_key)
  ->  Seq Scan on parameters p
        Filter: (district = ''::text)
*/
