/* title: 同一单据重复结算 */
/* title_en: One bill settled twice */
/* measure: 41 */
/* citation: 《社会保险法》第三十条、第八十八条；《工伤保险条例》第三十条 */
/* severity: 3 */
/* version: 1 */
/* inputs: visits */
/* exception: 同日不同单据；现金自付后报销 */
/* next_step: 与医保部门核对，退回重复支付的基金 */
SELECT
  a.person_key,
  a.bill_no AS subject,
  a.visited_month AS period,
  a.hospital,
  a.visited_day,
  a.amount AS amount_fen,
  b.amount AS medical_fen
FROM visits AS a
JOIN visits AS b
  ON b.bill_no = a.bill_no
  AND b.person_key = a.person_key
  AND b.hospital = a.hospital
  AND b.settled_by = 'medical'
CROSS JOIN run AS r
CROSS JOIN parameters AS p
WHERE
  p.district = '' AND a.settled_by = 'work_injury' AND a.visited_day < r.next_day

/* plan at 20000 persons and 12 months
Nested Loop
  ->  Nested Loop
        ->  Nested Loop
              Join Filter: (a.visited_day < r.next_day)
              ->  Seq Scan on run r
              ->  Seq Scan on visits a
                    Filter: (settled_by = 'work_injury'::text)
        ->  Index Scan using visits_person_key_idx on visits b
              Index Cond: (person_key = a.person_key)
              Filter: ((settled_by = 'medical'::text) AND (a.bill_no = bill_no) AND (a.hospital = hospital))
  ->  Seq Scan on parameters p
        Filter: (district = ''::text)
*/
