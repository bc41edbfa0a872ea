/* title: 同单位多人同日住院 */
/* title_en: People of one employer admitted together without a common accident */
/* measure: 41 */
/* citation: 《社会保险经办条例》第四十三条、第五十五条；《社会保险法》第八十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: visits, injuries */
/* optional: employers */
/* parameter: persons = 3 | 人 | 同日同院入院至少几人 */
/* exception: 同一事故中受伤；不同医院；仅两人 */
/* next_step: 调取住院病案和护理记录，现场核查是否挂床、集中住院 */
WITH admitted AS (
  SELECT DISTINCT
    i.employer_key,
    v.hospital,
    v.visited_day,
    v.visited_month,
    v.person_key,
    v.bill_no,
    v.amount,
    i.injured_day
  FROM visits AS v
  JOIN injuries AS i
    ON i.person_key = v.person_key AND i.injured_day < v.visited_day
  CROSS JOIN run AS r
  WHERE
    v.kind = 'in' AND v.settled_by = 'work_injury' AND v.visited_day < r.next_day
)
SELECT
  a.employer_key,
  e.district,
  MIN(a.bill_no) AS subject,
  a.visited_month AS period,
  a.hospital,
  a.visited_day,
  COUNT(DISTINCT a.person_key) AS persons,
  SUM(a.amount) AS amount_fen
FROM admitted AS a
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN employers AS e
  ON e.employer_key = a.employer_key
GROUP BY
  a.employer_key,
  e.district,
  a.visited_month,
  a.hospital,
  a.visited_day,
  p.persons
HAVING
  COUNT(DISTINCT a.person_key) >= p.persons
  AND COUNT(DISTINCT a.injured_day) >= p.persons

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: i.employer_key, e.district, v.visited_month, v.hospital, v.visited_day, p.persons
  Filter: ((count(DISTINCT v.person_key) >= p.persons) AND (count(DISTINCT i.injured_day) >= p.persons))
  ->  Incremental Sort
        Sort Key: i.employer_key, e.district, v.visited_month, v.hospital, v.visited_day, p.persons, v.person_key
        Presorted Key: i.employer_key
        ->  Nested Loop
              ->  Nested Loop Left Join
                    ->  Unique
                          ->  Sort
                                Sort Key: i.employer_key, v.hospital, v.visited_day, v.visited_month, v.person_key, v.bill_no, v.amount, i.injured_day
                                ->  Nested Loop
                                      ->  Nested Loop
                                            Join Filter: (v.visited_day < r.next_day)
                                            ->  Seq Scan on run r
                                            ->  Seq Scan on visits v
                                                  Filter: ((kind = 'in'::text) AND (settled_by = 'work_injury'::text))
                                      ->  Index Scan using injuries_person_key_idx on injuries i
                                            Index Cond: (person_key = v.person_key)
                                            Filter: (injured_day < v.visited_day)
                    ->  Index Scan using employers_employer_key_idx on employers e
                          Index Cond: (employer_key = i.employer_key)
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
*/
