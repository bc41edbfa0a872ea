/* title: 实习期内未参保 */
/* title_en: Interns without cover during their placement */
/* measure: 2 */
/* citation: 苏人社规〔2020〕6号；《职业学校学生实习管理规定》 */
/* severity: 2 */
/* version: 1 */
/* inputs: placements */
/* optional: enrolment_spans, declarations, employers */
/* parameter: grace_days = 3 | 日 | 实习开始后几日内可办理 */
/* exception: 实习尚未开始或刚开始三日内；已由实习单位以任何险种参保 */
/* next_step: 通知学校和实习单位补办实习参保，参保期应覆盖全部实习协议期 */
SELECT
  a.person_key,
  a.employer_key,
  e.district,
  a.started_month AS period,
  a.started_day,
  a.ended_day,
  a.school
FROM placements AS a
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN employers AS e
  ON e.employer_key = a.employer_key
WHERE
  r.next_day - a.started_day > p.grace_days
  AND (
    a.ended_day IS NULL OR a.ended_day >= r.first_day
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM enrolment_spans AS s
    WHERE
      s.person_key = a.person_key
      AND s.employer_key = a.employer_key
      AND s.start_month <= r.month
      AND s.end_month > r.month
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM declarations AS d
    WHERE
      d.person_key = a.person_key
      AND d.employer_key = a.employer_key
      AND d.month = r.month
  )

/* plan at 20000 persons and 12 months
Nested Loop Anti Join
  Join Filter: ((s.start_month <= r.month) AND (s.end_month > r.month))
  ->  Nested Loop Left Join
        ->  Nested Loop
              Join Filter: ((r.next_day - a.started_day) > p.grace_days)
              ->  Nested Loop Anti Join
                    Join Filter: (d.month = r.month)
                    ->  Nested Loop
                          Join Filter: ((a.ended_day IS NULL) OR (a.ended_day >= r.first_day))
                          ->  Seq Scan on run r
                          ->  Seq Scan on placements a
                    ->  Index Scan using declarations_employer_key_person_key_idx on declarations d
                          Index Cond: ((employer_key = a.employer_key) AND (person_key = a.person_key))
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
        ->  Index Scan using employers_employer_key_idx on employers e
              Index Cond: (employer_key = a.employer_key)
  ->  Index Scan using enrolment_spans_employer_key_person_key_idx on enrolment_spans s
        Index Cond: ((employer_key = a.employer_key) AND (person_key = a.person_key))
*/
