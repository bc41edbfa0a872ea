/* title: 实名制考勤人员不在项目参保名单 */
/* title_en: People on a building site outside the project's cover */
/* measure: 36 */
/* citation: 人社部发〔2014〕103号；《保障农民工工资支付条例》第二十八条 */
/* severity: 3 */
/* version: 1 */
/* inputs: attendance, projects */
/* optional: enrolment_spans, declarations, employers */
/* parameter: days = 2 | 日 | 当月至少到场几日 */
/* exception: 已列入项目动态名单；劳务单位或总承包单位按固定职工参保；一日到访 */
/* next_step: 通知总承包单位当日补录动态名单、办理延期，抄送住建部门 */
WITH present AS (
  SELECT
    a.project_no,
    a.person_key,
    COALESCE(a.employer_key, b.employer_key) AS employer_key,
    b.employer_key AS contractor_key,
    b.district,
    b.covered_from_day,
    b.covered_to_day,
    COUNT(*) AS days,
    MIN(a.on_day) AS from_day,
    MAX(a.on_day) AS to_day,
    SUM(CASE WHEN b.covered_to_day < a.on_day THEN 1 ELSE 0 END) AS days_past_cover,
    SUM(
      CASE
        WHEN b.covered_from_day IS NULL OR a.on_day < b.covered_from_day
        THEN 1
        ELSE 0
      END
    ) AS days_before_cover
  FROM attendance AS a
  JOIN projects AS b
    ON b.project_no = a.project_no
  CROSS JOIN run AS r
  WHERE
    a.on_month = r.month
  GROUP BY
    a.project_no,
    a.person_key,
    COALESCE(a.employer_key, b.employer_key),
    b.employer_key,
    b.district,
    b.covered_from_day,
    b.covered_to_day
), judged AS (
  SELECT
    n.*,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM enrolment_spans AS s
        CROSS JOIN run AS r
        WHERE
          s.person_key = n.person_key
          AND s.scheme = 'project'
          AND (
            s.employer_key = n.contractor_key OR s.employer_key = n.employer_key
          )
          AND s.start_month <= r.month
          AND s.end_month > r.month
      )
      THEN 1
      ELSE 0
    END AS is_listed,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM declarations AS d
        CROSS JOIN run AS r
        WHERE
          d.person_key = n.person_key
          AND d.month = r.month
          AND (
            d.employer_key = n.employer_key OR d.employer_key = n.contractor_key
          )
      )
      OR EXISTS(
        SELECT
          1
        FROM enrolment_spans AS s
        CROSS JOIN run AS r
        WHERE
          s.person_key = n.person_key
          AND s.scheme <> 'project'
          AND (
            s.employer_key = n.contractor_key OR s.employer_key = n.employer_key
          )
          AND s.start_month <= r.month
          AND s.end_month > r.month
      )
      THEN 1
      ELSE 0
    END AS is_own_staff
  FROM present AS n
)
SELECT
  j.person_key,
  j.employer_key,
  COALESCE(j.district, e.district) AS district,
  j.project_no AS subject,
  r.month AS period,
  j.days,
  j.from_day,
  j.to_day,
  j.is_listed,
  j.days_past_cover,
  j.days_before_cover,
  j.covered_to_day
FROM judged AS j
CROSS JOIN run AS r
LEFT JOIN employers AS e
  ON e.employer_key = j.contractor_key
JOIN parameters AS p
  ON p.district = ''
WHERE
  j.is_own_staff = 0
  AND j.days >= p.days
  AND (
    j.is_listed = 0 OR j.days_past_cover >= p.days OR j.days_before_cover >= p.days
  )

/* plan at 20000 persons and 12 months
Nested Loop
  ->  Nested Loop
        Join Filter: ((n.days >= p.days) AND ((CASE WHEN EXISTS(SubPlan 4) THEN 1 ELSE 0 END = 0) OR (n.days_past_cover >= p.days) OR (n.days_before_cover >= p.days)))
        ->  Nested Loop Left Join
              ->  Subquery Scan on n
                    Filter: (CASE WHEN (EXISTS(SubPlan 2) OR EXISTS(SubPlan 3)) THEN 1 ELSE 0 END = 0)
                    ->  GroupAggregate
                          Group Key: a.person_key, a.project_no, (COALESCE(a.employer_key, b.employer_key)), b.employer_key, b.district, b.covered_from_day, b.covered_to_day
                          ->  Incremental Sort
                                Sort Key: a.person_key, a.project_no, (COALESCE(a.employer_key, b.employer_key)), b.employer_key, b.district, b.covered_from_day, b.covered_to_day
                                Presorted Key: a.person_key
                                ->  Nested Loop
                                      Join Filter: (r_1.month = a.on_month)
                                      ->  Nested Loop
                                            ->  Index Scan using attendance_person_key_idx on attendance a
                                            ->  Memoize
                                                  Cache Key: a.project_no
                                                  Cache Mode: logical
                                                  ->  Index Scan using projects_project_no_idx on projects b
                                                        Index Cond: (project_no = a.project_no)
                                      ->  Materialize
                                            ->  Seq Scan on run r_1
                    SubPlan 2
                      ->  Nested Loop
                            Join Filter: (d.month = r_3.month)
                            ->  Index Scan using declarations_employer_key_person_key_idx on declarations d
                                  Index Cond: ((employer_key = ANY (ARRAY[n.employer_key, n.contractor_key])) AND (person_key = n.person_key))
                            ->  Seq Scan on run r_3
                    SubPlan 3
                      ->  Nested Loop
                            Join Filter: ((s_1.start_month <= r_4.month) AND (s_1.end_month > r_4.month))
                            ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s_1
                                  Index Cond: (person_key = n.person_key)
                                  Filter: ((scheme <> 'project'::text) AND ((employer_key = n.contractor_key) OR (employer_key = n.employer_key)))
                            ->  Seq Scan on run r_4
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = n.contractor_key)
        ->  Seq Scan on parameters p
              Filter: (district = ''::text)
        SubPlan 4
          ->  Nested Loop
                Join Filter: ((s_2.start_month <= r_5.month) AND (s_2.end_month > r_5.month))
                ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s_2
                      Index Cond: (person_key = n.person_key)
                      Filter: ((scheme = 'project'::text) AND ((employer_key = n.contractor_key) OR (employer_key = n.employer_key)))
                ->  Seq Scan on run r_5
  ->  Seq Scan on run r
  SubPlan 1
    ->  Nested Loop
          Join Filter: ((s.start_month <= r_2.month) AND (s.end_month > r_2.month))
          ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s
                Index Cond: (person_key = n.person_key)
                Filter: ((scheme = 'project'::text) AND ((employer_key = n.contractor_key) OR (employer_key = n.employer_key)))
          ->  Seq Scan on run r_2
*/
