/* title: 住院期间另行门诊结算 */
/* title_en: Outpatient bills while lying in hospital */
/* measure: 41 */
/* citation: 《社会保险经办条例》第四十三条、第五十五条；《工伤保险条例》第三十条、第四十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: visits */
/* parameter: bills = 2 | 张 | 一次住院期间至少几张门诊单据 */
/* exception: 入院当日、出院当日；仅一次外出检查；自费或医疗保险结算 */
/* next_step: 调取医嘱和外出检查单，核减无医嘱的门诊费用 */
SELECT
  a.person_key,
  a.bill_no AS subject,
  a.visited_month AS period,
  a.hospital,
  a.visited_day,
  a.discharged_day,
  COUNT(DISTINCT b.bill_no) AS bills,
  SUM(b.amount) AS amount_fen
FROM visits AS a
JOIN visits AS b
  ON b.person_key = a.person_key
  AND b.kind = 'out'
  AND b.settled_by = 'work_injury'
  AND b.visited_day > a.visited_day
  AND b.visited_day < a.discharged_day
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
WHERE
  a.kind = 'in' AND a.settled_by = 'work_injury' AND a.visited_day < r.next_day
GROUP BY
  a.person_key,
  a.bill_no,
  a.visited_month,
  a.hospital,
  a.visited_day,
  a.discharged_day,
  p.bills
HAVING
  COUNT(DISTINCT b.bill_no) >= p.bills

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: a.person_key, a.bill_no, a.visited_month, a.hospital, a.visited_day, a.discharged_day, p.bills
  Filter: (count(DISTINCT b.bill_no) >= p.bills)
  ->  Sort
        Sort Key: a.person_key, a.bill_no, a.visited_month, a.hospital, a.visited_day, a.discharged_day, p.bills, b.bill_no
        ->  Nested Loop
              ->  Nested Loop
                    ->  Nested Loop
                          Join Filter: (a.visited_day < r.next_day)
                          ->  Seq Scan on run r
                          ->  Seq Scan on visits a
                                Filter: ((settled_by = 'work_injury'::text) AND (kind = 'in'::text))
                    ->  Index Scan using visits_person_key_idx on visits b
                          Index Cond: (person_key = a.person_key)
                          Filter: ((kind = 'out'::text) AND (settled_by = 'work_injury'::text) AND (visited_day > a.visited_day) AND (visited_day < a.discharged_day))
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
*/
