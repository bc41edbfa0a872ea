/* title: 住院时间重叠 */
/* title_en: In two hospitals' beds at once, or billed after discharge */
/* measure: 41 */
/* citation: 《社会保险经办条例》第四十三条、第五十五条；《工伤保险条例》第三十条、第四十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: visits */
/* exception: 出院当日转院；先后两次住院；同院转科 */
/* next_step: 调取两院住院病案和费用清单，核减重叠费用，按协议处理 */
SELECT
  b.person_key,
  b.bill_no AS subject,
  b.visited_month AS period,
  b.hospital,
  b.visited_day,
  b.discharged_day,
  MAX(a.discharged_day) AS earlier_discharged_day,
  b.amount AS amount_fen,
  COUNT(*) AS overlaps
FROM visits AS b
JOIN visits AS a
  ON a.person_key = b.person_key
  AND a.kind = 'in'
  AND a.bill_no <> b.bill_no
  AND a.hospital <> b.hospital
  AND a.visited_day < b.visited_day
  AND a.discharged_day > b.visited_day
CROSS JOIN run AS r
CROSS JOIN parameters AS p
WHERE
  p.district = ''
  AND b.kind = 'in'
  AND b.visited_day < r.next_day
  AND (
    a.settled_by = 'work_injury' OR b.settled_by = 'work_injury'
  )
GROUP BY
  b.person_key,
  b.bill_no,
  b.visited_month,
  b.hospital,
  b.visited_day,
  b.discharged_day,
  b.amount

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: b.person_key, b.bill_no, b.visited_month, b.hospital, b.visited_day, b.discharged_day, b.amount
  ->  Sort
        Sort Key: b.person_key, b.bill_no, b.visited_month, b.hospital, b.visited_day, b.discharged_day, b.amount
        ->  Nested Loop
              ->  Nested Loop
                    ->  Nested Loop
                          Join Filter: (b.visited_day < r.next_day)
                          ->  Seq Scan on run r
                          ->  Seq Scan on visits b
                                Filter: (kind = 'in'::text)
                    ->  Index Scan using visits_person_key_idx on visits a
                          Index Cond: (person_key = b.person_key)
                          Filter: ((kind = 'in'::text) AND (bill_no <> b.bill_no) AND (hospital <> b.hospital) AND (visited_day < b.visited_day) AND (discharged_day > b.visited_day) AND ((settled_by = 'work_injury'::text) OR (b.settled_by = 'work_injury'::text)))
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
*/
