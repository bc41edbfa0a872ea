/* title: 首次参保后短期内受伤 */
/* title_en: Hurt within days of the first cover ever */
/* measure: 37 */
/* citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: injuries, enrolment_spans, employers */
/* optional: spans, claims */
/* parameter: days = 7 | 日 | 首次参保后几日内受伤 */
/* parameter: new_plant_months = 3 | 月 | 新设单位登记后几个月内不列入 */
/* exception: 新设企业全员参保；曾在他处参保；参保当日及事后参保另行查找 */
/* next_step: 核查劳动关系起始和受伤经过 */
WITH first_ever AS (
  SELECT
    s.person_key,
    MIN(s.operated_day) AS operated_day,
    MIN(s.operated_minute) AS operated_minute,
    MIN(s.start_month) AS start_month
  FROM enrolment_spans AS s
  GROUP BY
    s.person_key
), paid AS (
  SELECT
    c.matter_no,
    SUM(c.amount) AS amount
  FROM claims AS c
  GROUP BY
    c.matter_no
)
SELECT
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no AS subject,
  i.injured_day,
  f.operated_day,
  i.injured_day - f.operated_day AS days,
  d.amount AS amount_fen
FROM injuries AS i
CROSS JOIN run AS r
JOIN employers AS e
  ON e.employer_key = i.employer_key
JOIN parameters AS p
  ON p.district = e.district
JOIN first_ever AS f
  ON f.person_key = i.person_key
LEFT JOIN paid AS d
  ON d.matter_no = i.matter_no
WHERE
  i.injured_day < r.next_day
  AND i.injured_day - f.operated_day <= p.days
  AND f.operated_minute < i.injured_minute - 1440
  AND (
    e.registered_month IS NULL
    OR e.registered_month < i.injured_month - p.new_plant_months
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM spans AS s
    WHERE
      s.person_key = i.person_key AND s.start_month < f.start_month
  )

/* plan at 20000 persons and 12 months
Hash Left Join
  Hash Cond: (i.matter_no = d.matter_no)
  ->  Nested Loop Anti Join
        Join Filter: (s.start_month < (min(s_1.start_month)))
        ->  Hash Join
              Hash Cond: (e.district = p.district)
              Join Filter: (((i.injured_day - (min(s_1.operated_day))) <= p.days) AND ((e.registered_month IS NULL) OR (e.registered_month < (i.injured_month - p.new_plant_months))))
              ->  Nested Loop
                    ->  Hash Join
                          Hash Cond: (s_1.person_key = i.person_key)
                          Join Filter: ((min(s_1.operated_minute)) < (i.injured_minute - 1440))
                          ->  HashAggregate
                                Group Key: s_1.person_key
                                ->  Seq Scan on enrolment_spans s_1
                          ->  Hash
                                ->  Nested Loop
                                      Join Filter: (i.injured_day < r.next_day)
                                      ->  Seq Scan on run r
                                      ->  Seq Scan on injuries i
                    ->  Index Scan using employers_employer_key_idx on employers e
                          Index Cond: (employer_key = i.employer_key)
              ->  Hash
                    ->  Seq Scan on parameters p
        ->  Index Scan using spans_person_key_idx on spans s
              Index Cond: (person_key = i.person_key)
  ->  Hash
        ->  Subquery Scan on d
              ->  HashAggregate
                    Group Key: c.matter_no
                    ->  Seq Scan on claims c
*/
