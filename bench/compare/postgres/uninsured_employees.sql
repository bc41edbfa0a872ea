/* title: 用人单位未参保职工 */
/* title_en: Employees without work-injury insurance */
/* measure: 6 */
/* citation: 《工伤保险条例》第二条、第十条、第六十二条；《社会保险法》第五十八条、第六十三条、第八十四条；《劳动保障监察条例》第二十条 */
/* severity: 2 */
/* version: 1 */
/* inputs: employers, declarations */
/* optional: enrolment_spans, identities, placements, pensioners, deaths, relations */
/* one_of: payroll, other_cover, employment */
/* parameter: consecutive_months = 2 | 月 | 连续在岗而未参保至少几个月 */
/* parameter: hire_days = 30 | 日 | 用工之日起几日内可办理参保，期内不列入 */
/* parameter: look_back_months = 24 | 月 | 最多追溯几个月 */
/* parameter: women_until_cadre_age = 0 | 是否 | 女职工按较晚的退休年龄判断（1）或较早的（0） */
/* exception: 劳务报酬；劳务派遣、借调、合并、分支由他方参保；机关另行制度；已达法定退休年龄或已退休；实习学生；新招用三十日内；外市单位；已注销；已死亡 */
/* next_step: 列入未参保名单，按用工所在地交劳动监察核查，限期反馈 */
WITH working AS (
  SELECT
    p.employer_key,
    p.person_key,
    p.month,
    1 AS in_payroll,
    0 AS in_cover,
    p.income
  FROM payroll AS p
  WHERE
    p.kind = 'wage' AND p.income > 0
  UNION ALL
  SELECT
    o.employer_key,
    o.person_key,
    o.month,
    0,
    1,
    0
  FROM other_cover AS o
), registered AS (
  SELECT
    g.employer_key,
    g.person_key,
    MAX(g.started_day) AS started_day,
    MAX(g.started_month) AS started_month,
    MAX(CASE WHEN g.kind = 'student' THEN 1 ELSE 0 END) AS is_student,
    MAX(CASE WHEN g.kind IN ('dispatch', 'secondment') THEN 1 ELSE 0 END) AS is_lent
  FROM employment AS g
  CROSS JOIN run AS r
  WHERE
    g.started_day < r.next_day
    AND (
      g.ended_day IS NULL OR g.ended_day >= r.first_day
    )
  GROUP BY
    g.employer_key,
    g.person_key
), present AS (
  SELECT
    w.employer_key,
    w.person_key
  FROM working AS w
  JOIN run AS r
    ON w.month = r.month
  UNION
  SELECT
    g.employer_key,
    g.person_key
  FROM registered AS g
), insured AS (
  SELECT
    d.employer_key,
    d.person_key
  FROM declarations AS d
  JOIN run AS r
    ON d.month = r.month
  UNION
  SELECT
    s.employer_key,
    s.person_key
  FROM enrolment_spans AS s
  JOIN run AS r
    ON s.start_month <= r.month AND s.end_month > r.month
), left_out AS (
  SELECT
    n.employer_key,
    n.person_key,
    e.district,
    p.consecutive_months,
    p.hire_days,
    p.look_back_months,
    p.women_until_cadre_age
  FROM present AS n
  JOIN employers AS e
    ON e.employer_key = n.employer_key
  JOIN parameters AS p
    ON p.district = e.district
  CROSS JOIN run AS r
  WHERE
    NOT e.kind IN ('agency', 'organ', '机关')
    AND (
      e.cancelled_day IS NULL OR e.cancelled_day >= r.next_day
    )
    AND (
      r.city = '' OR STARTS_WITH(e.district, r.city)
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM insured AS i
      WHERE
        i.employer_key = n.employer_key AND i.person_key = n.person_key
    )
), seen AS (
  SELECT
    w.employer_key,
    w.person_key,
    w.month,
    MAX(w.in_payroll) AS in_payroll,
    MAX(w.in_cover) AS in_cover,
    SUM(w.income) AS income
  FROM working AS w
  JOIN left_out AS l
    ON l.employer_key = w.employer_key AND l.person_key = w.person_key
  CROSS JOIN run AS r
  WHERE
    w.month <= r.month
    AND NOT EXISTS(
      SELECT
        1
      FROM declarations AS d
      WHERE
        d.employer_key = w.employer_key
        AND d.person_key = w.person_key
        AND d.month = w.month
    )
  GROUP BY
    w.employer_key,
    w.person_key,
    w.month
), spell AS (
  SELECT
    s.employer_key,
    s.person_key,
    MAX(s.month) AS since_month
  FROM seen AS s
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM seen AS b
      WHERE
        b.employer_key = s.employer_key
        AND b.person_key = s.person_key
        AND b.month = s.month - 1
    )
  GROUP BY
    s.employer_key,
    s.person_key
), current_month AS (
  SELECT
    s.employer_key,
    s.person_key,
    s.in_payroll,
    s.in_cover,
    s.income
  FROM seen AS s
  JOIN run AS r
    ON s.month = r.month
), dated AS (
  SELECT
    l.*,
    COALESCE(c.in_payroll, 0) AS in_payroll,
    COALESCE(c.in_cover, 0) AS in_cover,
    c.income,
    CASE WHEN g.person_key IS NULL THEN 0 ELSE 1 END AS in_register,
    COALESCE(g.is_student, 0) AS is_student,
    COALESCE(g.is_lent, 0) AS is_lent,
    g.started_day,
    CASE WHEN NOT c.person_key IS NULL THEN s.since_month ELSE g.started_month END AS since_month
  FROM left_out AS l
  LEFT JOIN current_month AS c
    ON c.employer_key = l.employer_key AND c.person_key = l.person_key
  LEFT JOIN spell AS s
    ON s.employer_key = l.employer_key AND s.person_key = l.person_key
  LEFT JOIN registered AS g
    ON g.employer_key = l.employer_key AND g.person_key = l.person_key
), elsewhere AS (
  SELECT
    i.person_key,
    MAX(CASE WHEN k.to_employer_key IS NULL THEN 0 ELSE 1 END) AS by_related,
    d.employer_key
  FROM dated AS d
  JOIN insured AS i
    ON i.person_key = d.person_key
  CROSS JOIN run AS r
  LEFT JOIN relations AS k
    ON k.kind IN ('dispatch', 'secondment', 'merger', 'branch')
    AND (
      (
        k.from_employer_key = i.employer_key AND k.to_employer_key = d.employer_key
      )
      OR (
        k.to_employer_key = i.employer_key AND k.from_employer_key = d.employer_key
      )
    )
    AND (
      k.from_day IS NULL OR k.from_day < r.next_day
    )
    AND (
      k.to_day IS NULL OR k.to_day >= r.first_day
    )
  GROUP BY
    i.person_key,
    d.employer_key
)
SELECT
  d.person_key,
  d.employer_key,
  d.district,
  d.since_month AS period,
  d.since_month,
  r.month - d.since_month + 1 AS months,
  CASE
    WHEN r.month - d.since_month + 1 > d.look_back_months
    THEN d.look_back_months
    ELSE r.month - d.since_month + 1
  END AS months_owed,
  d.in_payroll,
  d.in_cover,
  d.in_register,
  d.income AS income_fen,
  CASE WHEN x.person_key IS NULL THEN 0 ELSE 1 END AS insured_elsewhere
FROM dated AS d
CROSS JOIN run AS r
LEFT JOIN identities AS b
  ON b.person_key = d.person_key
LEFT JOIN elsewhere AS x
  ON x.person_key = d.person_key AND x.employer_key = d.employer_key
WHERE
  r.month - d.since_month + 1 >= d.consecutive_months
  AND (
    d.started_day IS NULL OR r.next_day - d.started_day > d.hire_days
  )
  AND d.is_student = 0
  AND NOT (
    d.is_lent = 1 AND NOT x.person_key IS NULL
  )
  AND COALESCE(x.by_related, 0) = 0
  AND (
    b.retire_earliest_month IS NULL
    OR r.month < CASE
      WHEN d.women_until_cadre_age = 1
      THEN b.retire_latest_month
      ELSE b.retire_earliest_month
    END
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM pensioners AS q
    WHERE
      q.person_key = d.person_key AND q.retired_day < r.next_day
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM deaths AS t
    WHERE
      t.person_key = d.person_key AND t.died_day < r.first_day
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM placements AS a
    WHERE
      a.person_key = d.person_key
      AND a.employer_key = d.employer_key
      AND a.started_day < r.next_day
      AND (
        a.ended_day IS NULL OR a.ended_day >= r.first_day
      )
  )

/* plan at 20000 persons and 12 months
Hash Right Join
  Hash Cond: ((i.person_key = d.person_key) AND (d_1.employer_key = d.employer_key))
  Filter: (((d.is_lent <> 1) OR (i.person_key IS NULL)) AND (COALESCE((max(CASE WHEN (k.to_employer_key IS NULL) THEN 0 ELSE 1 END)), 0) = 0))
  CTE working
    ->  Append
          ->  Seq Scan on payroll p
                Filter: ((income > 0) AND (kind = 'wage'::text))
          ->  Subquery Scan on "*SELECT* 2"
                ->  Seq Scan on other_cover o
  CTE registered
    ->  HashAggregate
          Group Key: g.employer_key, g.person_key
          ->  Nested Loop
                Join Filter: ((g.started_day < r_2.next_day) AND ((g.ended_day IS NULL) OR (g.ended_day >= r_2.first_day)))
                ->  Seq Scan on run r_2
                ->  Seq Scan on employment g
  CTE insured
    ->  HashAggregate
          Group Key: d_2.employer_key, d_2.person_key
          ->  Append
                ->  Nested Loop
                      ->  Seq Scan on run r_3
                      ->  Bitmap Heap Scan on declarations d_2
                            Recheck Cond: (month = r_3.month)
                            ->  Bitmap Index Scan on declarations_month_idx
                                  Index Cond: (month = r_3.month)
                ->  Nested Loop
                      Join Filter: ((s.start_month <= r_4.month) AND (s.end_month > r_4.month))
                      ->  Seq Scan on run r_4
                      ->  Seq Scan on enrolment_spans s
  CTE left_out
    ->  Hash Join
          Hash Cond: (w.employer_key = e.employer_key)
          ->  Merge Anti Join
                Merge Cond: ((w.employer_key = i_1.employer_key) AND (w.person_key = i_1.person_key))
                ->  Unique
                      ->  Sort
                            Sort Key: w.employer_key, w.person_key
                            ->  Append
                                  ->  Hash Join
                                        Hash Cond: (w.month = r_6.month)
                                        ->  CTE Scan on working w
                                        ->  Hash
                                              ->  Seq Scan on run r_6
                                  ->  CTE Scan on registered g_1
                ->  Sort
                      Sort Key: i_1.employer_key, i_1.person_key
                      ->  CTE Scan on insured i_1
          ->  Hash
                ->  Merge Join
                      Merge Cond: (p_1.district = e.district)
                      ->  Sort
                            Sort Key: p_1.district
                            ->  Seq Scan on parameters p_1
                      ->  Sort
                            Sort Key: e.district
                            ->  Nested Loop
                                  Join Filter: (((e.cancelled_day IS NULL) OR (e.cancelled_day >= r_5.next_day)) AND ((r_5.city = ''::text) OR starts_with(e.district, r_5.city)))
                                  ->  Seq Scan on run r_5
                                  ->  Seq Scan on employers e
                                        Filter: (kind <> ALL ('{agency,organ,机关}'::text[]))
  CTE seen
    ->  HashAggregate
          Group Key: w_1.employer_key, w_1.person_key, w_1.month
          ->  Merge Anti Join
                Merge Cond: ((w_1.employer_key = d_3.employer_key) AND (w_1.person_key = d_3.person_key))
                Join Filter: (d_3.month = w_1.month)
                ->  Merge Join
                      Merge Cond: ((l.employer_key = w_1.employer_key) AND (l.person_key = w_1.person_key))
                      ->  Sort
                            Sort Key: l.employer_key, l.person_key
                            ->  CTE Scan on left_out l
                      ->  Sort
                            Sort Key: w_1.employer_key, w_1.person_key
                            ->  Nested Loop
                                  Join Filter: (w_1.month <= r_7.month)
                                  ->  Seq Scan on run r_7
                                  ->  CTE Scan on working w_1
                ->  Index Scan using declarations_employer_key_person_key_idx on declarations d_3
  CTE dated
    ->  Merge Left Join
          Merge Cond: ((l_1.employer_key = g_2.employer_key) AND (l_1.person_key = g_2.person_key))
          ->  Merge Left Join
                Merge Cond: ((l_1.employer_key = s_2.employer_key) AND (l_1.person_key = s_2.person_key))
                ->  Merge Left Join
                      Merge Cond: ((l_1.employer_key = s_1.employer_key) AND (l_1.person_key = s_1.person_key))
                      ->  Sort
                            Sort Key: l_1.employer_key, l_1.person_key
                            ->  CTE Scan on left_out l_1
                      ->  Sort
                            Sort Key: s_1.employer_key, s_1.person_key
                            ->  Hash Join
                                  Hash Cond: (s_1.month = r_8.month)
                                  ->  CTE Scan on seen s_1
                                  ->  Hash
                                        ->  Seq Scan on run r_8
                ->  GroupAggregate
                      Group Key: s_2.employer_key, s_2.person_key
                      ->  Merge Anti Join
                            Merge Cond: ((s_2.employer_key = b_1.employer_key) AND (s_2.person_key = b_1.person_key) AND (((s_2.month - 1)) = b_1.month))
                            ->  Sort
                                  Sort Key: s_2.employer_key, s_2.person_key, ((s_2.month - 1))
                                  ->  CTE Scan on seen s_2
                            ->  Sort
                                  Sort Key: b_1.employer_key, b_1.person_key, b_1.month
                                  ->  CTE Scan on seen b_1
          ->  Sort
                Sort Key: g_2.employer_key, g_2.person_key
                ->  CTE Scan on registered g_2
  ->  HashAggregate
        Group Key: i.person_key, d_1.employer_key
        ->  Nested Loop Left Join
              Join Filter: (((k.from_day IS NULL) OR (k.from_day < r_1.next_day)) AND ((k.to_day IS NULL) OR (k.to_day >= r_1.first_day)) AND (((k.from_employer_key = i.employer_key) AND (k.to_employer_key = d_1.employer_key)) OR ((k.to_employer_key = i.employer_key) AND (k.from_employer_key = d_1.employer_key))))
              ->  Merge Join
                    Merge Cond: (i.person_key = d_1.person_key)
                    ->  Sort
                          Sort Key: i.person_key
                          ->  Nested Loop
                                ->  Seq Scan on run r_1
                                ->  CTE Scan on insured i
                    ->  Sort
                          Sort Key: d_1.person_key
                          ->  CTE Scan on dated d_1
              ->  Materialize
                    ->  Seq Scan on relations k
                          Filter: (kind = ANY ('{dispatch,secondment,merger,branch}'::text[]))
  ->  Hash
        ->  Nested Loop Left Join
              Filter: ((b.retire_earliest_month IS NULL) OR (r.month < CASE WHEN (d.women_until_cadre_age = 1) THEN b.retire_latest_month ELSE b.retire_earliest_month END))
              ->  Nested Loop Anti Join
                    Join Filter: (q.retired_day < r.next_day)
                    ->  Merge Anti Join
                          Merge Cond: (d.person_key = t.person_key)
                          Join Filter: (t.died_day < r.first_day)
                          ->  Merge Anti Join
                                Merge Cond: ((d.person_key = a.person_key) AND (d.employer_key = a.employer_key))
                                Join Filter: ((a.started_day < r.next_day) AND ((a.ended_day IS NULL) OR (a.ended_day >= r.first_day)))
                                ->  Sort
                                      Sort Key: d.person_key, d.employer_key
                                      ->  Nested Loop
                                            Join Filter: (((d.started_day IS NULL) OR ((r.next_day - d.started_day) > d.hire_days)) AND (((r.month - d.since_month) + 1) >= d.consecutive_months))
                                            ->  Seq Scan on run r
                                            ->  CTE Scan on dated d
                                                  Filter: (is_student = 0)
                                ->  Sort
                                      Sort Key: a.person_key, a.employer_key
                                      ->  Seq Scan on placements a
                          ->  Sort
                                Sort Key: t.person_key
                                ->  Seq Scan on deaths t
                    ->  Index Scan using pensioners_person_key_idx on pensioners q
                          Index Cond: (person_key = d.person_key)
              ->  Index Scan using identities_person_key_idx on identities b
                    Index Cond: (person_key = d.person_key)
*/
