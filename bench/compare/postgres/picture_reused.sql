/* title: 影像材料重复使用 */
/* title_en: One picture in two matters */
/* measure: 41 */
/* citation: 《工伤认定办法》第九条；《社会保险法》第八十八条 */
/* severity: 3 */
/* version: 1 */
/* inputs: injuries */
/* optional: employers */
/* exception: 未附材料；同一事故中受伤的多名职工 */
/* next_step: 调阅原始影像，核对拍摄时间和地点 */
SELECT
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no AS subject,
  COUNT(*) AS matters
FROM injuries AS i
JOIN injuries AS o
  ON o.picture_digest = i.picture_digest AND o.matter_no <> i.matter_no
CROSS JOIN run AS r
LEFT JOIN employers AS e
  ON e.employer_key = i.employer_key
WHERE
  i.injured_day < r.next_day
  AND o.injured_day < r.next_day
  AND NOT (
    o.employer_key = i.employer_key AND o.injured_day = i.injured_day
  )
GROUP BY
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no

/* plan at 20000 persons and 12 months
HashAggregate
  Group Key: i.person_key, i.employer_key, e.district, i.matter_no
  ->  Nested Loop Left Join
        ->  Hash Join
              Hash Cond: (o.picture_digest = i.picture_digest)
              Join Filter: ((o.matter_no <> i.matter_no) AND (o.injured_day < r.next_day) AND ((o.employer_key <> i.employer_key) OR (o.injured_day <> i.injured_day)))
              ->  Seq Scan on injuries o
              ->  Hash
                    ->  Nested Loop
                          Join Filter: (i.injured_day < r.next_day)
                          ->  Seq Scan on run r
                          ->  Seq Scan on injuries i
        ->  Index Scan using employers_employer_key_idx on employers e
              Index Cond: (employer_key = i.employer_key)
*/
