/* title: 伤残津贴与养老金同时全额发放 */
/* title_en: Disability allowance and pension both in full */
/* measure: 41 */
/* citation: 《工伤保险条例》第三十五条第三款；《社会保险法》第四十条 */
/* severity: 3 */
/* version: 1 */
/* inputs: periodic, pensioners */
/* exception: 退休时已停发津贴；仅补足差额；生活护理费照发 */
/* next_step: 停发伤残津贴，养老金低于津贴的由基金补足差额，追回多发部分 */
SELECT
  b.person_key,
  q.retired_month AS period,
  q.retired_day,
  b.amount AS amount_fen,
  CASE
    WHEN NOT b.stopped_month IS NULL AND b.stopped_month < r.month
    THEN b.stopped_month
    ELSE r.month
  END - q.retired_month + 1 AS months,
  b.amount * (
    CASE
      WHEN NOT b.stopped_month IS NULL AND b.stopped_month < r.month
      THEN b.stopped_month
      ELSE r.month
    END - q.retired_month + 1
  ) AS overpaid_fen
FROM periodic AS b
JOIN pensioners AS q
  ON q.person_key = b.person_key
CROSS JOIN run AS r
CROSS JOIN parameters AS p
WHERE
  p.district = ''
  AND b.benefit = 'disability_allowance'
  AND b.month <= r.month
  AND b.month < q.retired_month
  AND q.retired_day < r.next_day
  AND (
    b.stopped_month IS NULL OR b.stopped_month >= q.retired_month
  )

/* plan at 20000 persons and 12 months
Nested Loop
  ->  Nested Loop
        Join Filter: (q.retired_day < r.next_day)
        ->  Nested Loop
              Join Filter: (b.month <= r.month)
              ->  Seq Scan on run r
              ->  Seq Scan on periodic b
                    Filter: (benefit = 'disability_allowance'::text)
        ->  Index Scan using pensioners_person_key_idx on pensioners q
              Index Cond: (person_key = b.person_key)
              Filter: ((b.month < retired_month) AND ((b.stopped_month IS NULL) OR (b.stopped_month >= retired_month)))
  ->  Seq Scan on parameters p
        Filter: (district = ''::text)
*/
