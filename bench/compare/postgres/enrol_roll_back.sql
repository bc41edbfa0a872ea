/* title: 先参保后回退 */
/* title_en: Enrolled and rolled back in the same month, again and again */
/* measure: 39 */
/* citation: 《社会保险法》第五十八条、第八十八条；《工伤保险条例》第六十条 */
/* severity: 2 */
/* version: 1 */
/* inputs: enrolments, employers */
/* optional: visits, injuries */
/* parameter: window_months = 12 | 月 | 回看几个月 */
/* parameter: times = 3 | 次 | 十二个月内至少几次 */
/* parameter: persons = 5 | 人 | 单位回退人数至少 */
/* parameter: adds_percent = 10 | 百分比 | 单位回退人数占增员人数之比 */
/* parameter: adds_persons = 3 | 人 | 按比例判断时至少几人 */
/* parameter: visit_days = 31 | 日 | 参保后几日内的就诊或事故视为相关 */
/* exception: 当日更正的录入错误；仅一次的入职未成；不连续的两次；离职后重新入职 */
/* next_step: 向单位发出预警，附名单移交劳动监察 */
WITH undone AS (
  SELECT
    b.employer_key,
    b.person_key,
    b.effective_month,
    MAX(a.operated_day) AS enrolled_day,
    MAX(b.operated_day) AS rolled_back_day
  FROM enrolments AS b
  JOIN enrolments AS a
    ON a.employer_key = b.employer_key
    AND a.person_key = b.person_key
    AND a.effective_month = b.effective_month
    AND a.operation = 'enrol'
    AND a.operated_minute < b.operated_minute
    AND a.operated_day < b.operated_day
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    b.operation = 'roll_back'
    AND b.effective_month <= r.month
    AND b.effective_month > r.month - p.window_months
  GROUP BY
    b.employer_key,
    b.person_key,
    b.effective_month
), counted AS (
  SELECT
    u.employer_key,
    u.person_key,
    COUNT(*) AS times,
    MAX(u.effective_month) AS last_month,
    MAX(
      CASE
        WHEN EXISTS(
          SELECT
            1
          FROM undone AS v
          WHERE
            v.employer_key = u.employer_key
            AND v.person_key = u.person_key
            AND v.effective_month = u.effective_month - 1
        )
        THEN 1
        ELSE 0
      END
    ) AS is_consecutive
  FROM undone AS u
  GROUP BY
    u.employer_key,
    u.person_key
), harm AS (
  SELECT
    u.employer_key,
    u.person_key,
    v.visited_day - u.enrolled_day AS days
  FROM undone AS u
  JOIN visits AS v
    ON v.person_key = u.person_key
  UNION ALL
  SELECT
    u.employer_key,
    u.person_key,
    i.injured_day - u.enrolled_day
  FROM undone AS u
  JOIN injuries AS i
    ON i.person_key = u.person_key
), nearest AS (
  SELECT
    h.employer_key,
    h.person_key,
    MIN(h.days) AS days_to_visit
  FROM harm AS h
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    h.days >= 0 AND h.days <= p.visit_days
  GROUP BY
    h.employer_key,
    h.person_key
), adds AS (
  SELECT
    a.employer_key,
    COUNT(DISTINCT a.person_key) AS added
  FROM enrolments AS a
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    a.operation = 'enrol'
    AND a.effective_month <= r.month
    AND a.effective_month > r.month - p.window_months
  GROUP BY
    a.employer_key
), firms AS (
  SELECT
    c.employer_key,
    COUNT(*) AS persons,
    MAX(c.last_month) AS last_month,
    MAX(a.added) AS added,
    SUM(c.times) AS times
  FROM counted AS c
  JOIN adds AS a
    ON a.employer_key = c.employer_key
  GROUP BY
    c.employer_key
)
SELECT
  c.person_key,
  c.employer_key,
  e.district,
  'person' AS subject,
  c.times,
  c.is_consecutive,
  c.last_month,
  n.days_to_visit,
  1 AS persons,
  0 AS added,
  CASE WHEN n.days_to_visit IS NULL THEN 2 ELSE 3 END AS severity
FROM counted AS c
JOIN employers AS e
  ON e.employer_key = c.employer_key
JOIN parameters AS p
  ON p.district = e.district
LEFT JOIN nearest AS n
  ON n.employer_key = c.employer_key AND n.person_key = c.person_key
WHERE
  c.is_consecutive = 1 OR c.times >= p.times
UNION ALL
SELECT
  NULL,
  f.employer_key,
  e.district,
  'employer',
  f.times,
  0,
  f.last_month,
  NULL,
  f.persons,
  f.added,
  2
FROM firms AS f
JOIN employers AS e
  ON e.employer_key = f.employer_key
JOIN parameters AS p
  ON p.district = e.district
WHERE
  f.persons >= p.persons
  OR (
    f.persons >= p.adds_persons AND f.persons * 100 >= f.added * p.adds_percent
  )

/* plan at 20000 persons and 12 months
Append
  CTE undone
    ->  GroupAggregate
          Group Key: b.employer_key, b.person_key, b.effective_month
          ->  Sort
                Sort Key: b.employer_key, b.person_key, b.effective_month
                ->  Nested Loop
                      Join Filter: (b.effective_month > (r_1.month - p_4.window_months))
                      ->  Nested Loop
                            ->  Nested Loop
                                  Join Filter: (b.effective_month <= r_1.month)
                                  ->  Seq Scan on run r_1
                                  ->  Seq Scan on enrolments b
                                        Filter: (operation = 'roll_back'::text)
                            ->  Index Scan using enrolments_employer_key_person_key_idx on enrolments a_1
                                  Index Cond: ((employer_key = b.employer_key) AND (person_key = b.person_key))
                                  Filter: ((operation = 'enrol'::text) AND (operated_minute < b.operated_minute) AND (operated_day < b.operated_day) AND (b.effective_month = effective_month))
                      ->  Seq Scan on parameters p_4
                            Filter: (district = ''::text)
  CTE counted
    ->  GroupAggregate
          Group Key: u_2.employer_key, u_2.person_key
          ->  CTE Scan on undone u_2
          SubPlan 2
            ->  CTE Scan on undone v_1
                  Filter: ((employer_key = u_2.employer_key) AND (person_key = u_2.person_key) AND (effective_month = (u_2.effective_month - 1)))
  ->  Subquery Scan on "*SELECT* 1"
        ->  Hash Join
              Hash Cond: (p.district = e.district)
              Join Filter: ((c.is_consecutive = 1) OR (c.times >= p.times))
              ->  Seq Scan on parameters p
              ->  Hash
                    ->  Merge Left Join
                          Merge Cond: ((c.employer_key = u.employer_key) AND (c.person_key = u.person_key))
                          ->  Nested Loop
                                ->  CTE Scan on counted c
                                ->  Index Scan using employers_employer_key_idx on employers e
                                      Index Cond: (employer_key = c.employer_key)
                          ->  GroupAggregate
                                Group Key: u.employer_key, u.person_key
                                ->  Sort
                                      Sort Key: u.employer_key, u.person_key
                                      ->  Nested Loop
                                            Join Filter: (((v.visited_day - u.enrolled_day)) <= p_1.visit_days)
                                            ->  Seq Scan on parameters p_1
                                                  Filter: (district = ''::text)
                                            ->  Materialize
                                                  ->  Append
                                                        ->  Nested Loop
                                                              ->  CTE Scan on undone u
                                                              ->  Index Scan using visits_person_key_idx on visits v
                                                                    Index Cond: (person_key = u.person_key)
                                                                    Filter: ((visited_day - u.enrolled_day) >= 0)
                                                        ->  Nested Loop
                                                              ->  CTE Scan on undone u_1
                                                              ->  Index Scan using injuries_person_key_idx on injuries i
                                                                    Index Cond: (person_key = u_1.person_key)
                                                                    Filter: ((injured_day - u_1.enrolled_day) >= 0)
  ->  Nested Loop
        Join Filter: ((e_1.district = p_2.district) AND (((count(*)) >= p_2.persons) OR (((count(*)) >= p_2.adds_persons) AND (((count(*)) * 100) >= ((max((count(DISTINCT a.person_key)))) * p_2.adds_percent)))))
        ->  Nested Loop
              ->  GroupAggregate
                    Group Key: c_1.employer_key
                    ->  Merge Join
                          Merge Cond: (c_1.employer_key = a.employer_key)
                          ->  CTE Scan on counted c_1
                          ->  GroupAggregate
                                Group Key: a.employer_key
                                ->  Nested Loop
                                      Join Filter: (a.effective_month > (r.month - p_3.window_months))
                                      ->  Nested Loop
                                            Join Filter: (a.effective_month <= r.month)
                                            ->  Index Scan using enrolments_employer_key_person_key_idx on enrolments a
                                                  Filter: (operation = 'enrol'::text)
                                            ->  Materialize
                                                  ->  Seq Scan on run r
                                      ->  Materialize
                                            ->  Seq Scan on parameters p_3
                                                  Filter: (district = ''::text)
              ->  Index Scan using employers_employer_key_idx on employers e_1
                    Index Cond: (employer_key = c_1.employer_key)
        ->  Seq Scan on parameters p_2
*/
