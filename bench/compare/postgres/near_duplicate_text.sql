/* title: 事故经过雷同 */
/* title_en: The account of one accident told again */
/* measure: 41 */
/* citation: 《工伤认定办法》第九条；《社会保险法》第八十八条 */
/* severity: 2 */
/* version: 1 */
/* inputs: text_pairs, injuries */
/* optional: employers */
/* exception: 未附材料，摘要为空；同一职工的补充陈述 */
/* next_step: 调阅两件案卷，重新询问当事人 */
SELECT
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no AS subject,
  MIN(t.distance) AS distance,
  COUNT(*) AS matters
FROM text_pairs AS t
JOIN injuries AS i
  ON i.matter_no = t.matter_no
JOIN injuries AS o
  ON o.matter_no = t.other_matter_no AND o.person_key <> i.person_key
CROSS JOIN run AS r
LEFT JOIN employers AS e
  ON e.employer_key = i.employer_key
WHERE
  i.injured_day < r.next_day AND o.injured_day < r.next_day
GROUP BY
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: i.person_key, i.employer_key, e.district, i.matter_no
  ->  Sort
        Sort Key: i.person_key, i.employer_key, e.district, i.matter_no
        ->  Nested Loop Left Join
              ->  Nested Loop
                    Join Filter: ((o.person_key <> i.person_key) AND (o.injured_day < r.next_day))
                    ->  Nested Loop
                          Join Filter: (i.injured_day < r.next_day)
                          ->  Seq Scan on run r
                          ->  Nested Loop
                                ->  Seq Scan on text_pairs t
                                ->  Index Scan using injuries_matter_no_idx on injuries i
                                      Index Cond: (matter_no = t.matter_no)
                    ->  Index Scan using injuries_matter_no_idx on injuries o
                          Index Cond: (matter_no = t.other_matter_no)
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = i.employer_key)
*/
