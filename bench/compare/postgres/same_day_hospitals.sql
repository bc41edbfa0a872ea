/* title: 同日多家医院就诊 */
/* title_en: Several hospitals on one day */
/* measure: 41 */
/* citation: 《社会保险经办条例》第四十三条、第五十五条 */
/* severity: 1 */
/* version: 1 */
/* inputs: visits */
/* parameter: hospitals = 3 | 家 | 同日至少几家医院 */
/* exception: 急救转诊，两家医院；自费或医疗保险结算 */
/* next_step: 核对各院就诊记录，查明是否借用工伤身份就医 */
SELECT
  v.person_key,
  MIN(v.bill_no) AS subject,
  v.visited_month AS period,
  v.visited_day,
  COUNT(DISTINCT v.hospital) AS hospitals,
  SUM(v.amount) AS amount_fen
FROM visits AS v
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
WHERE
  v.settled_by = 'work_injury' AND v.visited_day < r.next_day
GROUP BY
  v.person_key,
  v.visited_month,
  v.visited_day,
  p.hospitals
HAVING
  COUNT(DISTINCT v.hospital) >= p.hospitals

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: v.person_key, v.visited_month, v.visited_day, p.hospitals
  Filter: (count(DISTINCT v.hospital) >= p.hospitals)
  ->  Incremental Sort
        Sort Key: v.person_key, v.visited_month, v.visited_day, p.hospitals, v.hospital
        Presorted Key: v.person_key
        ->  Nested Loop
              ->  Nested Loop
                    Join Filter: (v.visited_day < r.next_day)
                    ->  Index Scan using visits_person_key_idx on visits v
                          Filter: (settled_by = 'work_injury'::text)
                    ->  Materialize
                          ->  Seq Scan on run r
              ->  Materialize
                    ->  Seq Scan on parameters p
                          Filter: (district = ''::text)
*/
