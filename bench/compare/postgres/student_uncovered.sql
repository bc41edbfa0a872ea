/* title: 技工院校学生实习开始未及时参保 */
/* title_en: School rosters: students not enrolled within days of the start */
/* measure: 3 */
/* citation: 苏人社规〔2020〕6号；《职业学校学生实习管理规定》 */
/* severity: 2 */
/* version: 1 */
/* inputs: placements */
/* optional: enrolment_spans, declarations, employers */
/* parameter: grace_days = 3 | 日 | 实习开始后几日内应办理 */
/* exception: 三日内已参保；实习尚未开始；已由单位按职工参保 */
/* next_step: 按学期反馈学校，限期补办，参保率应达百分之百 */
WITH started AS (
  SELECT
    a.person_key,
    a.employer_key,
    a.school,
    a.started_day,
    a.started_month,
    a.ended_day,
    p.grace_days,
    MIN(s.operated_day) AS enrolled_day
  FROM placements AS a
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  LEFT JOIN enrolment_spans AS s
    ON s.person_key = a.person_key
    AND s.employer_key = a.employer_key
    AND s.operated_day < r.next_day
    AND s.end_month > a.started_month
  WHERE
    r.next_day - a.started_day > p.grace_days
    AND (
      a.ended_day IS NULL OR a.ended_day >= r.first_day
    )
  GROUP BY
    a.person_key,
    a.employer_key,
    a.school,
    a.started_day,
    a.started_month,
    a.ended_day,
    p.grace_days
)
SELECT
  t.person_key,
  t.employer_key,
  e.district,
  t.started_month AS period,
  t.school,
  t.started_day,
  t.enrolled_day,
  CASE
    WHEN t.enrolled_day IS NULL
    THEN r.next_day - t.started_day
    ELSE t.enrolled_day - t.started_day
  END AS days_without_cover
FROM started AS t
CROSS JOIN run AS r
LEFT JOIN employers AS e
  ON e.employer_key = t.employer_key
WHERE
  (
    t.enrolled_day IS NULL
    OR (
      t.enrolled_day > t.started_day + t.grace_days AND t.enrolled_day >= r.first_day
    )
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM declarations AS d
    WHERE
      d.person_key = t.person_key
      AND d.employer_key = t.employer_key
      AND d.month = r.month
  )

/* plan at 20000 persons and 12 months
Nested Loop Anti Join
  Join Filter: (d.month = r.month)
  ->  Nested Loop Left Join
        ->  Nested Loop
              Join Filter: (((min(s.operated_day)) IS NULL) OR (((min(s.operated_day)) > (a.started_day + p.grace_days)) AND ((min(s.operated_day)) >= r.first_day)))
              ->  GroupAggregate
                    Group Key: a.person_key, a.employer_key, a.school, a.started_day, a.started_month, a.ended_day, p.grace_days
                    Filter: ((min(s.operated_day) IS NULL) OR (min(s.operated_day) > (a.started_day + p.grace_days)))
                    ->  Sort
                          Sort Key: a.person_key, a.employer_key, a.school, a.started_day, a.started_month, a.ended_day, p.grace_days
                          ->  Nested Loop
                                Join Filter: ((r_1.next_day - a.started_day) > p.grace_days)
                                ->  Seq Scan on parameters p
                                      Filter: (district = ''::text)
                                ->  Materialize
                                      ->  Nested Loop Left Join
                                            Join Filter: (s.operated_day < r_1.next_day)
                                            ->  Nested Loop
                                                  Join Filter: ((a.ended_day IS NULL) OR (a.ended_day >= r_1.first_day))
                                                  ->  Seq Scan on run r_1
                                                  ->  Seq Scan on placements a
                                            ->  Index Scan using enrolment_spans_employer_key_person_key_idx on enrolment_spans s
                                                  Index Cond: ((employer_key = a.employer_key) AND (person_key = a.person_key))
                                                  Filter: (end_month > a.started_month)
              ->  Seq Scan on run r
        ->  Index Scan using employers_employer_key_idx on employers e
              Index Cond: (employer_key = a.employer_key)
  ->  Index Scan using declarations_employer_key_person_key_idx on declarations d
        Index Cond: ((employer_key = a.employer_key) AND (person_key = a.person_key))
*/
