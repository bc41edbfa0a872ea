/* title: 单据号与其他记录矛盾 */
/* title_en: A bill number that belongs to somebody or somewhere else */
/* measure: 41 */
/* citation: 《社会保险法》第三十条、第八十八条；《社会保险经办条例》第四十三条 */
/* severity: 3 */
/* version: 1 */
/* inputs: visits */
/* exception: 不同医院各自编号；同一单据由两种方式各结算一部分 */
/* next_step: 向医院调取单据存根和结算记录，核实单据真伪 */
SELECT
  a.person_key,
  a.bill_no AS subject,
  a.visited_month AS period,
  a.hospital,
  a.visited_day,
  a.amount AS amount_fen,
  MAX(CASE WHEN b.person_key <> a.person_key THEN 1 ELSE 0 END) AS is_of_another,
  MAX(CASE WHEN b.hospital <> a.hospital THEN 1 ELSE 0 END) AS is_elsewhere,
  MAX(CASE WHEN b.visited_day <> a.visited_day THEN 1 ELSE 0 END) AS is_of_another_day
FROM visits AS a
JOIN visits AS b
  ON b.bill_no = a.bill_no AND b.settled_by <> a.settled_by
CROSS JOIN run AS r
CROSS JOIN parameters AS p
WHERE
  p.district = ''
  AND a.settled_by = 'work_injury'
  AND a.visited_day < r.next_day
  AND (
    (
      b.hospital = a.hospital
      AND (
        b.person_key <> a.person_key OR b.visited_day <> a.visited_day
      )
    )
    OR (
      b.person_key = a.person_key AND b.hospital <> a.hospital
    )
  )
GROUP BY
  a.person_key,
  a.bill_no,
  a.visited_month,
  a.hospital,
  a.visited_day,
  a.amount

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: a.person_key, a.bill_no, a.visited_month, a.hospital, a.visited_day, a.amount
  ->  Sort
        Sort Key: a.person_key, a.bill_no, a.visited_month, a.hospital, a.visited_day, a.amount
        ->  Nested Loop
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
              ->  Materialize
                    ->  Hash Join
                          Hash Cond: (b.bill_no = a.bill_no)
                          Join Filter: ((b.settled_by <> a.settled_by) AND (((b.hospital = a.hospital) AND ((b.person_key <> a.person_key) OR (b.visited_day <> a.visited_day))) OR ((b.person_key = a.person_key) AND (b.hospital <> a.hospital))))
                          ->  Seq Scan on visits b
                          ->  Hash
                                ->  Nested Loop
                                      Join Filter: (a.visited_day < r.next_day)
                                      ->  Seq Scan on run r
                                      ->  Seq Scan on visits a
                                            Filter: (settled_by = 'work_injury'::text)
*/
