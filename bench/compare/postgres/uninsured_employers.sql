/* title: 未参保用人单位 */
/* title_en: Employers with staff and nobody insured */
/* measure: 6 */
/* citation: 《工伤保险条例》第二条、第十条、第六十二条；《社会保险法》第五十七条、第五十八条、第八十四条 */
/* severity: 3 */
/* version: 1 */
/* inputs: employers, declarations */
/* optional: enrolment_spans, identities, pensioners, relations */
/* one_of: payroll, other_cover, employment */
/* parameter: consecutive_months = 2 | 月 | 连续有职工而无人参保至少几个月 */
/* parameter: hire_days = 30 | 日 | 用工之日起几日内可办理参保 */
/* parameter: heads = 1 | 人 | 至少几名应参保职工 */
/* exception: 仅有劳务报酬；机关另行制度；已注销；外市单位；总分支、合并、派遣由他方参保；仅有超龄或退休人员；单位新设不满两个月 */
/* next_step: 列入未参保名单，交劳动监察责令限期办理参保登记 */
WITH working AS (
  SELECT
    p.employer_key,
    p.person_key,
    p.month,
    p.income
  FROM payroll AS p
  WHERE
    p.kind = 'wage' AND p.income > 0
  UNION ALL
  SELECT
    o.employer_key,
    o.person_key,
    o.month,
    0
  FROM other_cover AS o
), insured_now AS (
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
), bare AS (
  SELECT
    e.employer_key,
    e.district,
    p.consecutive_months,
    p.hire_days,
    p.heads
  FROM employers AS e
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
      FROM insured_now AS i
      WHERE
        i.employer_key = e.employer_key
    )
), related_cover AS (
  SELECT
    i.person_key,
    k.to_employer_key AS employer_key
  FROM insured_now AS i
  JOIN relations AS k
    ON k.from_employer_key = i.employer_key
  CROSS JOIN run AS r
  WHERE
    k.kind IN ('dispatch', 'secondment', 'merger', 'branch')
    AND (
      k.from_day IS NULL OR k.from_day < r.next_day
    )
    AND (
      k.to_day IS NULL OR k.to_day >= r.first_day
    )
  UNION
  SELECT
    i.person_key,
    k.from_employer_key
  FROM insured_now AS i
  JOIN relations AS k
    ON k.to_employer_key = i.employer_key
  CROSS JOIN run AS r
  WHERE
    k.kind IN ('dispatch', 'secondment', 'merger', 'branch')
    AND (
      k.from_day IS NULL OR k.from_day < r.next_day
    )
    AND (
      k.to_day IS NULL OR k.to_day >= r.first_day
    )
), staff_months AS (
  SELECT
    w.employer_key,
    w.person_key,
    w.month,
    SUM(w.income) AS income
  FROM working AS w
  JOIN bare AS b
    ON b.employer_key = w.employer_key
  CROSS JOIN run AS r
  LEFT JOIN identities AS d
    ON d.person_key = w.person_key
  WHERE
    w.month <= r.month
    AND (
      d.retire_earliest_month IS NULL OR r.month < d.retire_earliest_month
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM pensioners AS q
      WHERE
        q.person_key = w.person_key AND q.retired_day < r.next_day
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM related_cover AS c
      WHERE
        c.person_key = w.person_key AND c.employer_key = w.employer_key
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM declarations AS x
      WHERE
        x.employer_key = w.employer_key AND x.month = w.month
    )
  GROUP BY
    w.employer_key,
    w.person_key,
    w.month
), months AS (
  SELECT
    m.employer_key,
    m.month,
    COUNT(*) AS heads,
    SUM(m.income) AS income
  FROM staff_months AS m
  GROUP BY
    m.employer_key,
    m.month
), spell AS (
  SELECT
    m.employer_key,
    MAX(m.month) AS since_month
  FROM months AS m
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM months AS b
      WHERE
        b.employer_key = m.employer_key AND b.month = m.month - 1
    )
  GROUP BY
    m.employer_key
), registered AS (
  SELECT
    g.employer_key,
    COUNT(*) AS heads,
    MIN(g.started_day) AS started_day,
    MIN(g.started_month) AS started_month
  FROM employment AS g
  JOIN bare AS b
    ON b.employer_key = g.employer_key
  CROSS JOIN run AS r
  LEFT JOIN identities AS d
    ON d.person_key = g.person_key
  WHERE
    g.kind IN ('labour', 'part_time')
    AND r.next_day - g.started_day > b.hire_days
    AND (
      g.ended_day IS NULL OR g.ended_day >= r.first_day
    )
    AND (
      d.retire_earliest_month IS NULL OR r.month < d.retire_earliest_month
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM related_cover AS c
      WHERE
        c.person_key = g.person_key AND c.employer_key = g.employer_key
    )
  GROUP BY
    g.employer_key
), found AS (
  SELECT
    b.employer_key,
    b.district,
    b.consecutive_months,
    b.heads AS least_heads,
    COALESCE(m.heads, 0) AS heads_paid,
    m.income,
    COALESCE(g.heads, 0) AS heads_registered,
    CASE WHEN NOT m.employer_key IS NULL THEN s.since_month ELSE g.started_month END AS since_month,
    CASE WHEN m.employer_key IS NULL THEN 0 ELSE 1 END AS is_paying
  FROM bare AS b
  CROSS JOIN run AS r
  LEFT JOIN months AS m
    ON m.employer_key = b.employer_key AND m.month = r.month
  LEFT JOIN spell AS s
    ON s.employer_key = b.employer_key
  LEFT JOIN registered AS g
    ON g.employer_key = b.employer_key
  WHERE
    NOT m.employer_key IS NULL OR NOT g.employer_key IS NULL
)
SELECT
  f.employer_key,
  f.district,
  f.since_month AS period,
  f.since_month,
  r.month - f.since_month + 1 AS months,
  f.heads_paid,
  f.heads_registered,
  f.income AS income_fen
FROM found AS f
CROSS JOIN run AS r
WHERE
  r.month - f.since_month + 1 >= f.consecutive_months
  AND CASE
    WHEN f.heads_paid > f.heads_registered
    THEN f.heads_paid
    ELSE f.heads_registered
  END >= f.least_heads

/* plan at 20000 persons and 12 months
Hash Left Join
  Hash Cond: (b.employer_key = s.employer_key)
  Filter: (((r.month - CASE WHEN (m.employer_key IS NOT NULL) THEN s.since_month ELSE g.started_month END) + 1) >= b.consecutive_months)
  CTE insured_now
    ->  HashAggregate
          Group Key: d_1.employer_key, d_1.person_key
          ->  Append
                ->  Nested Loop
                      ->  Seq Scan on run r_3
                      ->  Bitmap Heap Scan on declarations d_1
                            Recheck Cond: (month = r_3.month)
                            ->  Bitmap Index Scan on declarations_month_idx
                                  Index Cond: (month = r_3.month)
                ->  Nested Loop
                      Join Filter: ((s_1.start_month <= r_4.month) AND (s_1.end_month > r_4.month))
                      ->  Seq Scan on run r_4
                      ->  Seq Scan on enrolment_spans s_1
  CTE bare
    ->  Hash Join
          Hash Cond: (e.district = p.district)
          ->  Nested Loop
                Join Filter: (((e.cancelled_day IS NULL) OR (e.cancelled_day >= r_5.next_day)) AND ((r_5.city = ''::text) OR starts_with(e.district, r_5.city)))
                ->  Seq Scan on run r_5
                ->  Hash Right Anti Join
                      Hash Cond: (i.employer_key = e.employer_key)
                      ->  CTE Scan on insured_now i
                      ->  Hash
                            ->  Seq Scan on employers e
                                  Filter: (kind <> ALL ('{agency,organ,机关}'::text[]))
          ->  Hash
                ->  Seq Scan on parameters p
  CTE related_cover
    ->  HashAggregate
          Group Key: i_1.person_key, k.to_employer_key
          ->  Append
                ->  Hash Join
                      Hash Cond: (i_1.employer_key = k.from_employer_key)
                      ->  CTE Scan on insured_now i_1
                      ->  Hash
                            ->  Nested Loop
                                  Join Filter: (((k.from_day IS NULL) OR (k.from_day < r_6.next_day)) AND ((k.to_day IS NULL) OR (k.to_day >= r_6.first_day)))
                                  ->  Seq Scan on run r_6
                                  ->  Seq Scan on relations k
                                        Filter: (kind = ANY ('{dispatch,secondment,merger,branch}'::text[]))
                ->  Hash Join
                      Hash Cond: (i_2.employer_key = k_1.to_employer_key)
                      ->  CTE Scan on insured_now i_2
                      ->  Hash
                            ->  Nested Loop
                                  Join Filter: (((k_1.from_day IS NULL) OR (k_1.from_day < r_7.next_day)) AND ((k_1.to_day IS NULL) OR (k_1.to_day >= r_7.first_day)))
                                  ->  Seq Scan on run r_7
                                  ->  Seq Scan on relations k_1
                                        Filter: (kind = ANY ('{dispatch,secondment,merger,branch}'::text[]))
  CTE months
    ->  HashAggregate
          Group Key: p_1.employer_key, p_1.month
          ->  HashAggregate
                Group Key: p_1.employer_key, p_1.person_key, p_1.month
                ->  Merge Join
                      Merge Cond: (p_1.employer_key = b_3.employer_key)
                      ->  Merge Anti Join
                            Merge Cond: ((p_1.employer_key = c_1.employer_key) AND (p_1.person_key = c_1.person_key))
                            ->  Incremental Sort
                                  Sort Key: p_1.employer_key, p_1.person_key
                                  Presorted Key: p_1.employer_key
                                  ->  Merge Anti Join
                                        Merge Cond: ((p_1.employer_key = x.employer_key) AND (p_1.month = x.month))
                                        ->  Sort
                                              Sort Key: p_1.employer_key, p_1.month
                                              ->  Hash Anti Join
                                                    Hash Cond: (p_1.person_key = q.person_key)
                                                    Join Filter: (q.retired_day < r_8.next_day)
                                                    ->  Hash Left Join
                                                          Hash Cond: (p_1.person_key = d_2.person_key)
                                                          Filter: ((d_2.retire_earliest_month IS NULL) OR (r_8.month < d_2.retire_earliest_month))
                                                          ->  Nested Loop
                                                                Join Filter: (p_1.month <= r_8.month)
                                                                ->  Seq Scan on run r_8
                                                                ->  Append
                                                                      ->  Seq Scan on payroll p_1
                                                                            Filter: ((income > 0) AND (kind = 'wage'::text))
                                                                      ->  Subquery Scan on "*SELECT* 2_2"
                                                                            ->  Seq Scan on other_cover o
                                                          ->  Hash
                                                                ->  Seq Scan on identities d_2
                                                    ->  Hash
                                                          ->  Seq Scan on pensioners q
                                        ->  Sort
                                              Sort Key: x.employer_key, x.month
                                              ->  Seq Scan on declarations x
                            ->  Sort
                                  Sort Key: c_1.employer_key, c_1.person_key
                                  ->  CTE Scan on related_cover c_1
                      ->  Sort
                            Sort Key: b_3.employer_key
                            ->  CTE Scan on bare b_3
  ->  Nested Loop
        ->  Seq Scan on run r
        ->  Hash Left Join
              Hash Cond: (b.employer_key = g.employer_key)
              Filter: (((m.employer_key IS NOT NULL) OR (g.employer_key IS NOT NULL)) AND (CASE WHEN (COALESCE(m.heads, '0'::bigint) > COALESCE(g.heads, '0'::bigint)) THEN COALESCE(m.heads, '0'::bigint) ELSE COALESCE(g.heads, '0'::bigint) END >= b.heads))
              ->  Hash Right Join
                    Hash Cond: ((m.employer_key = b.employer_key) AND (m.month = r_1.month))
                    ->  CTE Scan on months m
                    ->  Hash
                          ->  Nested Loop
                                ->  Seq Scan on run r_1
                                ->  CTE Scan on bare b
              ->  Hash
                    ->  Subquery Scan on g
                          ->  HashAggregate
                                Group Key: g_1.employer_key
                                ->  Hash Right Anti Join
                                      Hash Cond: ((c.person_key = g_1.person_key) AND (c.employer_key = g_1.employer_key))
                                      ->  CTE Scan on related_cover c
                                      ->  Hash
                                            ->  Hash Right Join
                                                  Hash Cond: (d.person_key = g_1.person_key)
                                                  Filter: ((d.retire_earliest_month IS NULL) OR (r_2.month < d.retire_earliest_month))
                                                  ->  Seq Scan on identities d
                                                  ->  Hash
                                                        ->  Hash Join
                                                              Hash Cond: (g_1.employer_key = b_1.employer_key)
                                                              Join Filter: (((g_1.ended_day IS NULL) OR (g_1.ended_day >= r_2.first_day)) AND ((r_2.next_day - g_1.started_day) > b_1.hire_days))
                                                              ->  Seq Scan on employment g_1
                                                                    Filter: (kind = ANY ('{labour,part_time}'::text[]))
                                                              ->  Hash
                                                                    ->  Nested Loop
                                                                          ->  Seq Scan on run r_2
                                                                          ->  CTE Scan on bare b_1
  ->  Hash
        ->  Subquery Scan on s
              ->  GroupAggregate
                    Group Key: m_1.employer_key
                    ->  Merge Anti Join
                          Merge Cond: ((m_1.employer_key = b_2.employer_key) AND (((m_1.month - 1)) = b_2.month))
                          ->  Sort
                                Sort Key: m_1.employer_key, ((m_1.month - 1))
                                ->  CTE Scan on months m_1
                          ->  Sort
                                Sort Key: b_2.employer_key, b_2.month
                                ->  CTE Scan on months b_2
*/
