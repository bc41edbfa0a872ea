/* title: 先受伤后参保 */
/* title_en: Enrolled after the injury, or in the day before it */
/* measure: 37 */
/* citation: 《社会保险法》第五十八条、第八十八条；《工伤保险条例》第六十二条 */
/* severity: 3 */
/* version: 1 */
/* inputs: injuries, enrolment_spans, employers */
/* optional: relations, employment */
/* parameter: minutes_before = 1440 | 分钟 | 受伤前多久之内参保也列入 */
/* parameter: hire_days = 30 | 日 | 法定参保期，期内等级降低 */
/* exception: 合并转户保险关系未中断；参保已久；三十日法定参保期内各地认定不一，只提示不拒绝 */
/* next_step: 核实受伤时间、用工起始和参保经办记录，由认定部门判断 */
WITH first_cover AS (
  SELECT
    i.matter_no,
    MIN(s.operated_minute) AS operated_minute,
    MIN(s.operated_day) AS operated_day,
    MIN(s.start_month) AS start_month
  FROM injuries AS i
  JOIN enrolment_spans AS s
    ON s.person_key = i.person_key
    AND s.employer_key = i.employer_key
    AND s.end_month > i.injured_month
    AND s.start_month <= i.injured_month + 1
  GROUP BY
    i.matter_no
)
SELECT
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no AS subject,
  i.injured_minute,
  i.first_visit_minute,
  c.operated_minute,
  c.start_month,
  CASE WHEN i.first_visit_minute < c.operated_minute THEN 1 ELSE 0 END AS visited_before_enrolment,
  CASE
    WHEN EXISTS(
      SELECT
        1
      FROM employment AS g
      CROSS JOIN parameters AS p
      WHERE
        g.person_key = i.person_key
        AND g.employer_key = i.employer_key
        AND p.district = ''
        AND c.operated_day - g.started_day <= p.hire_days
    )
    THEN 2
    ELSE 3
  END AS severity
FROM injuries AS i
CROSS JOIN run AS r
JOIN first_cover AS c
  ON c.matter_no = i.matter_no
JOIN employers AS e
  ON e.employer_key = i.employer_key
JOIN parameters AS p
  ON p.district = e.district
WHERE
  i.injured_day < r.next_day
  AND (
    c.operated_minute >= i.injured_minute - p.minutes_before
    OR i.first_visit_minute < c.operated_minute
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM enrolment_spans AS o
    JOIN relations AS k
      ON k.kind = 'merger'
      AND k.from_employer_key = o.employer_key
      AND k.to_employer_key = i.employer_key
    WHERE
      o.person_key = i.person_key
      AND o.start_month < i.injured_month
      AND o.end_month >= i.injured_month - 1
  )

/* plan at 20000 persons and 12 months
Hash Join
  Hash Cond: (p.district = e.district)
  Join Filter: (((min(s.operated_minute)) >= (i.injured_minute - p.minutes_before)) OR (i.first_visit_minute < (min(s.operated_minute))))
  ->  Seq Scan on parameters p
  ->  Hash
        ->  Nested Loop
              ->  Nested Loop
                    Join Filter: (i.injured_day < r.next_day)
                    ->  Nested Loop
                          ->  GroupAggregate
                                Group Key: i_1.matter_no
                                ->  Sort
                                      Sort Key: i_1.matter_no
                                      ->  Nested Loop
                                            ->  Seq Scan on injuries i_1
                                            ->  Memoize
                                                  Cache Key: i_1.injured_month, (i_1.injured_month + 1), i_1.person_key, i_1.employer_key
                                                  Cache Mode: binary
                                                  ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s
                                                        Index Cond: (person_key = i_1.person_key)
                                                        Filter: ((end_month > i_1.injured_month) AND (i_1.employer_key = employer_key) AND (start_month <= (i_1.injured_month + 1)))
                          ->  Index Scan using injuries_matter_no_idx on injuries i
                                Index Cond: (matter_no = i_1.matter_no)
                                Filter: (NOT EXISTS(SubPlan 2))
                                SubPlan 2
                                  ->  Nested Loop
                                        Join Filter: (o.employer_key = k.from_employer_key)
                                        ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans o
                                              Index Cond: (person_key = i.person_key)
                                              Filter: ((start_month < i.injured_month) AND (end_month >= (i.injured_month - 1)))
                                        ->  Seq Scan on relations k
                                              Filter: ((kind = 'merger'::text) AND (to_employer_key = i.employer_key))
                    ->  Seq Scan on run r
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = i.employer_key)
  SubPlan 1
    ->  Nested Loop
          Join Filter: (((min(s.operated_day)) - g.started_day) <= p_1.hire_days)
          ->  Index Scan using employment_employer_key_person_key_idx on employment g
                Index Cond: ((employer_key = i.employer_key) AND (person_key = i.person_key))
          ->  Seq Scan on parameters p_1
                Filter: (district = ''::text)
*/
