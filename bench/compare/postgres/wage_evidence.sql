/* title: 待遇所用工资高于申报和个税 */
/* title_en: A lump sum on a wage that neither declarations nor tax know */
/* measure: 41 */
/* citation: 《工伤保险条例》第三十五条至第三十七条、第六十四条；《社会保险法》第八十八条 */
/* severity: 3 */
/* version: 1 */
/* inputs: claims, assessments, injuries, declarations */
/* optional: payroll, employers */
/* parameter: excess_percent = 30 | 百分比 | 所用工资高出多少 */
/* parameter: window_months = 12 | 月 | 受伤前几个月的平均工资 */
/* parameter: floor_fen = 449400; 2023-01: 470400 | 分 | 统筹地区月平均工资的百分之六十 */
/* exception: 两个单位的工资合并计算；低于平均工资百分之六十的按百分之六十计算；个税工资与待遇工资一致；受伤前没有申报月份 */
/* next_step: 调取工资单、银行流水与个税申报核对，属伪造的移送并追回差额 */
WITH wages AS (
  SELECT
    c.claim_no,
    COUNT(DISTINCT d.month) AS months,
    SUM(d.base) AS base_total
  FROM claims AS c
  JOIN injuries AS i
    ON i.matter_no = c.matter_no
  JOIN declarations AS d
    ON d.person_key = c.person_key
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    c.benefit = 'disability_lump_sum'
    AND d.month < i.injured_month
    AND d.month >= i.injured_month - p.window_months
  GROUP BY
    c.claim_no
), taxed AS (
  SELECT
    c.claim_no,
    COUNT(DISTINCT w.month) AS months,
    SUM(w.income) AS income_total
  FROM claims AS c
  JOIN injuries AS i
    ON i.matter_no = c.matter_no
  JOIN payroll AS w
    ON w.person_key = c.person_key AND w.kind = 'wage'
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    c.benefit = 'disability_lump_sum'
    AND w.month < i.injured_month
    AND w.month >= i.injured_month - p.window_months
  GROUP BY
    c.claim_no
), graded AS (
  SELECT
    c.claim_no,
    MIN(s.grade) AS grade
  FROM claims AS c
  JOIN assessments AS s
    ON s.matter_no = c.matter_no
    AND (
      c.paid_day IS NULL OR s.concluded_day <= c.paid_day
    )
  GROUP BY
    c.claim_no
), due AS (
  SELECT
    g.claim_no,
    g.grade,
    CASE g.grade
      WHEN 1
      THEN 27
      WHEN 2
      THEN 25
      WHEN 3
      THEN 23
      WHEN 4
      THEN 21
      WHEN 5
      THEN 18
      WHEN 6
      THEN 16
      WHEN 7
      THEN 13
      WHEN 8
      THEN 11
      WHEN 9
      THEN 9
      WHEN 10
      THEN 7
    END AS wages_due
  FROM graded AS g
)
SELECT
  c.person_key,
  c.employer_key,
  e.district,
  c.claim_no AS subject,
  d.grade,
  d.wages_due,
  c.amount AS amount_fen,
  w.months,
  w.base_total AS base_total_fen,
  t.income_total AS income_total_fen
FROM claims AS c
JOIN due AS d
  ON d.claim_no = c.claim_no
JOIN wages AS w
  ON w.claim_no = c.claim_no
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN taxed AS t
  ON t.claim_no = c.claim_no
LEFT JOIN employers AS e
  ON e.employer_key = c.employer_key
WHERE
  c.benefit = 'disability_lump_sum'
  AND (
    c.paid_day IS NULL OR c.paid_day < r.next_day
  )
  AND c.amount * 100 > d.wages_due * p.floor_fen * (
    100 + p.excess_percent
  )
  AND c.amount * w.months * 100 > d.wages_due * w.base_total * (
    100 + p.excess_percent
  )
  AND (
    t.claim_no IS NULL
    OR c.amount * t.months * 100 > d.wages_due * t.income_total * (
      100 + p.excess_percent
    )
  )

/* plan at 20000 persons and 12 months
Merge Join
  Merge Cond: (c_1.claim_no = g.claim_no)
  Join Filter: ((((c.amount * (count(DISTINCT d.month))) * 100))::numeric > (((CASE g.grade WHEN 1 THEN 27 WHEN 2 THEN 25 WHEN 3 THEN 23 WHEN 4 THEN 21 WHEN 5 THEN 18 WHEN 6 THEN 16 WHEN 7 THEN 13 WHEN 8 THEN 11 WHEN 9 THEN 9 WHEN 10 THEN 7 ELSE NULL::integer END)::numeric * (sum(d.base))) * ((100 + p.excess_percent))::numeric))
  ->  GroupAggregate
        Group Key: c_1.claim_no
        ->  Sort
              Sort Key: c_1.claim_no, d.month
              ->  Nested Loop
                    Join Filter: (d.month >= (i.injured_month - p_1.window_months))
                    ->  Nested Loop
                          Join Filter: (d.month < i.injured_month)
                          ->  Hash Join
                                Hash Cond: (i.matter_no = c_1.matter_no)
                                ->  Seq Scan on injuries i
                                ->  Hash
                                      ->  Seq Scan on claims c_1
                                            Filter: (benefit = 'disability_lump_sum'::text)
                          ->  Memoize
                                Cache Key: c_1.person_key
                                Cache Mode: logical
                                ->  Index Scan using declarations_person_key_idx on declarations d
                                      Index Cond: (person_key = c_1.person_key)
                    ->  Materialize
                          ->  Seq Scan on parameters p_1
                                Filter: (district = ''::text)
  ->  Materialize
        ->  Nested Loop Left Join
              ->  Nested Loop
                    Join Filter: (((c.amount * 100) > ((CASE g.grade WHEN 1 THEN 27 WHEN 2 THEN 25 WHEN 3 THEN 23 WHEN 4 THEN 21 WHEN 5 THEN 18 WHEN 6 THEN 16 WHEN 7 THEN 13 WHEN 8 THEN 11 WHEN 9 THEN 9 WHEN 10 THEN 7 ELSE NULL::integer END * p.floor_fen) * (100 + p.excess_percent))) AND ((c_3.claim_no IS NULL) OR ((((c.amount * (count(DISTINCT w.month))) * 100))::numeric > (((CASE g.grade WHEN 1 THEN 27 WHEN 2 THEN 25 WHEN 3 THEN 23 WHEN 4 THEN 21 WHEN 5 THEN 18 WHEN 6 THEN 16 WHEN 7 THEN 13 WHEN 8 THEN 11 WHEN 9 THEN 9 WHEN 10 THEN 7 ELSE NULL::integer END)::numeric * (sum(w.income))) * ((100 + p.excess_percent))::numeric))))
                    ->  Merge Left Join
                          Merge Cond: (c.claim_no = c_3.claim_no)
                          ->  Sort
                                Sort Key: c.claim_no
                                ->  Nested Loop
                                      Join Filter: ((c.paid_day IS NULL) OR (c.paid_day < r.next_day))
                                      ->  Seq Scan on run r
                                      ->  Hash Join
                                            Hash Cond: (c.claim_no = g.claim_no)
                                            ->  Seq Scan on claims c
                                                  Filter: (benefit = 'disability_lump_sum'::text)
                                            ->  Hash
                                                  ->  Subquery Scan on g
                                                        ->  HashAggregate
                                                              Group Key: c_2.claim_no
                                                              ->  Hash Join
                                                                    Hash Cond: (c_2.matter_no = s.matter_no)
                                                                    Join Filter: ((c_2.paid_day IS NULL) OR (s.concluded_day <= c_2.paid_day))
                                                                    ->  Seq Scan on claims c_2
                                                                    ->  Hash
                                                                          ->  Seq Scan on assessments s
                          ->  GroupAggregate
                                Group Key: c_3.claim_no
                                ->  Sort
                                      Sort Key: c_3.claim_no, w.month
                                      ->  Nested Loop
                                            Join Filter: (w.month >= (i_1.injured_month - p_2.window_months))
                                            ->  Nested Loop
                                                  Join Filter: (w.month < i_1.injured_month)
                                                  ->  Hash Join
                                                        Hash Cond: (i_1.matter_no = c_3.matter_no)
                                                        ->  Seq Scan on injuries i_1
                                                        ->  Hash
                                                              ->  Seq Scan on claims c_3
                                                                    Filter: (benefit = 'disability_lump_sum'::text)
                                                  ->  Memoize
                                                        Cache Key: c_3.person_key
                                                        Cache Mode: logical
                                                        ->  Index Scan using payroll_person_key_idx on payroll w
                                                              Index Cond: (person_key = c_3.person_key)
                                                              Filter: (kind = 'wage'::text)
                                            ->  Materialize
                                                  ->  Seq Scan on parameters p_2
                                                        Filter: (district = ''::text)
                    ->  Materialize
                          ->  Seq Scan on parameters p
                                Filter: (district = ''::text)
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = c.employer_key)
*/
