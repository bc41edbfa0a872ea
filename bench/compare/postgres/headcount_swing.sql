/* title: 参保人数骤增骤减 */
/* title_en: Swings of the insured head-count */
/* measure: 8 */
/* citation: 《社会保险法》第六十条、第六十三条；《工伤保险条例》第四十六条 */
/* severity: 2 */
/* version: 1 */
/* inputs: employers, employer_months, spans */
/* optional: relations, projects */
/* parameter: swing_percent = 30 | 百分比 | 当月增减比例 */
/* parameter: swing_heads = 10 | 人 | 当月增减至少几人 */
/* parameter: smallest = 10 | 人 | 计算比例时的最低基数 */
/* parameter: turnover_percent = 50 | 百分比 | 三个月内增减合计占人数之比 */
/* parameter: turnover_heads = 20 | 人 | 三个月内增减合计至少几人 */
/* parameter: history_months = 3 | 月 | 合并、竣工、新设的影响期 */
/* parameter: trade_percent = 15 | 百分比 | 同行业半数以上单位同向变动多少视为季节性 */
/* parameter: trade_employers = 3 | 家 | 同行业至少几家才能判断季节性 */
/* exception: 合并、分立、换码；建设项目竣工；季节性行业；新设或注销单位；缺少上月数据 */
/* next_step: 发函询问原因，无合理解释的责令整改并纳入稽核 */
WITH heads AS (
  SELECT
    e.employer_key,
    e.district,
    SUBSTRING(e.industry_code FROM 1 FOR 4) AS trade,
    COALESCE(c.heads, 0) AS heads,
    b.heads AS heads_before
  FROM employers AS e
  CROSS JOIN run AS r
  JOIN employer_months AS b
    ON b.employer_key = e.employer_key AND b.month = r.month - 1
  LEFT JOIN employer_months AS c
    ON c.employer_key = e.employer_key AND c.month = r.month
  WHERE
    e.cancelled_day IS NULL OR e.cancelled_day >= r.next_day
), joined AS (
  SELECT
    s.employer_key,
    COUNT(*) AS joins
  FROM spans AS s
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    s.start_month > r.month - 3
    AND s.start_month <= r.month
    AND EXISTS(
      SELECT
        1
      FROM employer_months AS m
      WHERE
        m.employer_key = s.employer_key AND m.month = s.start_month - 1
    )
  GROUP BY
    s.employer_key
), gone AS (
  SELECT
    s.employer_key,
    COUNT(*) AS leaves
  FROM spans AS s
  CROSS JOIN run AS r
  WHERE
    s.end_month > r.month - 3 AND s.end_month <= r.month
  GROUP BY
    s.employer_key
), trade_swing AS (
  SELECT
    h.trade,
    SUM(h.heads) AS heads,
    SUM(h.heads_before) AS heads_before,
    COUNT(*) AS employers
  FROM heads AS h
  GROUP BY
    h.trade
), moves AS (
  SELECT
    SUBSTRING(e.industry_code FROM 1 FOR 4) AS trade,
    m.month,
    COUNT(*) AS employers,
    SUM(
      CASE WHEN m.heads * 100 >= b.heads * (
        100 + p.trade_percent
      ) THEN 1 ELSE 0 END
    ) AS grown,
    SUM(
      CASE WHEN m.heads * 100 <= b.heads * (
        100 - p.trade_percent
      ) THEN 1 ELSE 0 END
    ) AS shrunk
  FROM employer_months AS m
  JOIN employer_months AS b
    ON b.employer_key = m.employer_key AND b.month = m.month - 1
  JOIN employers AS e
    ON e.employer_key = m.employer_key
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    m.month > r.month - 3 AND m.month <= r.month
  GROUP BY
    SUBSTRING(e.industry_code FROM 1 FOR 4),
    m.month
), seasonal AS (
  SELECT DISTINCT
    m.trade
  FROM moves AS m
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    m.employers >= p.trade_employers
    AND (
      m.grown * 2 >= m.employers OR m.shrunk * 2 >= m.employers
    )
), explained AS (
  SELECT
    k.from_employer_key AS employer_key
  FROM relations AS k
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    k.kind IN ('merger', 'branch')
    AND k.from_month >= r.month - p.history_months
    AND k.from_month <= r.month + 1
  UNION
  SELECT
    k.to_employer_key
  FROM relations AS k
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    k.kind IN ('merger', 'branch')
    AND k.from_month >= r.month - p.history_months
    AND k.from_month <= r.month + 1
  UNION
  SELECT
    b.employer_key
  FROM projects AS b
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    b.covered_to_month >= r.month - p.history_months
    AND b.covered_to_month <= r.month + 1
  UNION
  SELECT
    b.employer_key
  FROM projects AS b
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    b.covered_from_month >= r.month - p.history_months
    AND b.covered_from_month <= r.month
  UNION
  SELECT
    e.employer_key
  FROM employers AS e
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    e.registered_month >= r.month - p.history_months
), judged AS (
  SELECT
    h.*,
    COALESCE(j.joins, 0) AS joins,
    COALESCE(g.leaves, 0) AS leaves,
    CASE
      WHEN h.heads > h.heads_before
      THEN h.heads - h.heads_before
      ELSE h.heads_before - h.heads
    END AS swing,
    CASE WHEN h.heads_before > p.smallest THEN h.heads_before ELSE p.smallest END AS measured,
    p.swing_percent,
    p.swing_heads,
    p.turnover_percent,
    p.turnover_heads,
    p.smallest
  FROM heads AS h
  JOIN parameters AS p
    ON p.district = h.district
  LEFT JOIN joined AS j
    ON j.employer_key = h.employer_key
  LEFT JOIN gone AS g
    ON g.employer_key = h.employer_key
)
SELECT
  g.employer_key,
  g.district,
  r.month AS period,
  g.heads,
  g.heads_before,
  g.joins,
  g.leaves,
  CASE
    WHEN g.swing >= g.swing_heads AND g.swing * 100 >= g.measured * g.swing_percent
    THEN 1
    ELSE 0
  END AS is_swing,
  t.heads AS trade_heads,
  t.heads_before AS trade_heads_before
FROM judged AS g
CROSS JOIN run AS r
LEFT JOIN trade_swing AS t
  ON t.trade = g.trade
WHERE
  (
    (
      g.swing >= g.swing_heads AND g.swing * 100 >= g.measured * g.swing_percent
    )
    OR (
      g.joins + g.leaves >= g.turnover_heads
      AND (
        g.joins + g.leaves
      ) * 100 >= g.turnover_percent * g.heads
      AND g.heads >= g.smallest
      AND g.joins > 0
      AND g.leaves > 0
    )
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM explained AS x
    WHERE
      x.employer_key = g.employer_key
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM seasonal AS s
    WHERE
      s.trade = g.trade
  )

/* plan at 20000 persons and 12 months
Nested Loop
  CTE heads
    ->  Hash Right Join
          Hash Cond: ((c.employer_key = e_2.employer_key) AND (c.month = r_9.month))
          ->  Seq Scan on employer_months c
          ->  Hash
                ->  Hash Join
                      Hash Cond: (b_3.employer_key = e_2.employer_key)
                      Join Filter: ((e_2.cancelled_day IS NULL) OR (e_2.cancelled_day >= r_9.next_day))
                      ->  Nested Loop
                            ->  Seq Scan on run r_9
                            ->  Bitmap Heap Scan on employer_months b_3
                                  Recheck Cond: (month = (r_9.month - 1))
                                  ->  Bitmap Index Scan on employer_months_month_idx
                                        Index Cond: (month = (r_9.month - 1))
                      ->  Hash
                            ->  Seq Scan on employers e_2
  ->  Seq Scan on run r
  ->  Hash Left Join
        Hash Cond: (h.trade = t.trade)
        ->  Hash Left Join
              Hash Cond: (h.employer_key = g.employer_key)
              Filter: (((CASE WHEN (h.heads > h.heads_before) THEN (h.heads - h.heads_before) ELSE (h.heads_before - h.heads) END >= p.swing_heads) AND ((CASE WHEN (h.heads > h.heads_before) THEN (h.heads - h.heads_before) ELSE (h.heads_before - h.heads) END * 100) >= (CASE WHEN (h.heads_before > p.smallest) THEN h.heads_before ELSE p.smallest END * p.swing_percent))) OR (((COALESCE(j.joins, '0'::bigint) + COALESCE(g.leaves, '0'::bigint)) >= p.turnover_heads) AND (((COALESCE(j.joins, '0'::bigint) + COALESCE(g.leaves, '0'::bigint)) * 100) >= (p.turnover_percent * h.heads)) AND (h.heads >= p.smallest) AND (COALESCE(j.joins, '0'::bigint) > 0) AND (COALESCE(g.leaves, '0'::bigint) > 0)))
              ->  Hash Join
                    Hash Cond: (h.district = p.district)
                    ->  Hash Right Anti Join
                          Hash Cond: (k.from_employer_key = h.employer_key)
                          ->  Unique
                                ->  Merge Append
                                      Sort Key: k.from_employer_key
                                      ->  Sort
                                            Sort Key: k.from_employer_key
                                            ->  Nested Loop
                                                  Join Filter: (k.from_month >= (r_1.month - p_1.history_months))
                                                  ->  Nested Loop
                                                        Join Filter: (k.from_month <= (r_1.month + 1))
                                                        ->  Seq Scan on run r_1
                                                        ->  Seq Scan on relations k
                                                              Filter: (kind = ANY ('{merger,branch}'::text[]))
                                                  ->  Materialize
                                                        ->  Seq Scan on parameters p_1
                                                              Filter: (district = ''::text)
                                      ->  Sort
                                            Sort Key: k_1.to_employer_key
                                            ->  Nested Loop
                                                  Join Filter: (k_1.from_month >= (r_2.month - p_2.history_months))
                                                  ->  Nested Loop
                                                        Join Filter: (k_1.from_month <= (r_2.month + 1))
                                                        ->  Seq Scan on run r_2
                                                        ->  Seq Scan on relations k_1
                                                              Filter: (kind = ANY ('{merger,branch}'::text[]))
                                                  ->  Materialize
                                                        ->  Seq Scan on parameters p_2
                                                              Filter: (district = ''::text)
                                      ->  Sort
                                            Sort Key: b.employer_key
                                            ->  Nested Loop
                                                  Join Filter: (b.covered_to_month >= (r_3.month - p_3.history_months))
                                                  ->  Nested Loop
                                                        Join Filter: (b.covered_to_month <= (r_3.month + 1))
                                                        ->  Seq Scan on run r_3
                                                        ->  Seq Scan on projects b
                                                  ->  Materialize
                                                        ->  Seq Scan on parameters p_3
                                                              Filter: (district = ''::text)
                                      ->  Sort
                                            Sort Key: b_1.employer_key
                                            ->  Nested Loop
                                                  Join Filter: (b_1.covered_from_month >= (r_4.month - p_4.history_months))
                                                  ->  Nested Loop
                                                        Join Filter: (b_1.covered_from_month <= r_4.month)
                                                        ->  Seq Scan on run r_4
                                                        ->  Seq Scan on projects b_1
                                                  ->  Materialize
                                                        ->  Seq Scan on parameters p_4
                                                              Filter: (district = ''::text)
                                      ->  Nested Loop
                                            Join Filter: (e.registered_month >= (r_5.month - p_5.history_months))
                                            ->  Index Scan using employers_employer_key_idx on employers e
                                            ->  Materialize
                                                  ->  Nested Loop
                                                        ->  Seq Scan on run r_5
                                                        ->  Seq Scan on parameters p_5
                                                              Filter: (district = ''::text)
                          ->  Hash
                                ->  Hash Left Join
                                      Hash Cond: (h.employer_key = j.employer_key)
                                      ->  Hash Anti Join
                                            Hash Cond: (h.trade = (SUBSTRING(e_1.industry_code FROM 1 FOR 4)))
                                            ->  CTE Scan on heads h
                                            ->  Hash
                                                  ->  HashAggregate
                                                        Group Key: (SUBSTRING(e_1.industry_code FROM 1 FOR 4))
                                                        ->  Nested Loop
                                                              Join Filter: ((count(*)) >= p_6.trade_employers)
                                                              ->  HashAggregate
                                                                    Group Key: SUBSTRING(e_1.industry_code FROM 1 FOR 4), m.month
                                                                    Filter: (((sum(CASE WHEN ((m.heads * 100) >= (b_2.heads * (100 + p_7.trade_percent))) THEN 1 ELSE 0 END) * 2) >= count(*)) OR ((sum(CASE WHEN ((m.heads * 100) <= (b_2.heads * (100 - p_7.trade_percent))) THEN 1 ELSE 0 END) * 2) >= count(*)))
                                                                    ->  Nested Loop
                                                                          ->  Nested Loop
                                                                                ->  Hash Join
                                                                                      Hash Cond: ((b_2.employer_key = m.employer_key) AND (b_2.month = (m.month - 1)))
                                                                                      ->  Seq Scan on employer_months b_2
                                                                                      ->  Hash
                                                                                            ->  Nested Loop
                                                                                                  ->  Seq Scan on run r_6
                                                                                                  ->  Bitmap Heap Scan on employer_months m
                                                                                                        Recheck Cond: ((month > (r_6.month - 3)) AND (month <= r_6.month))
                                                                                                        ->  Bitmap Index Scan on employer_months_month_idx
                                                                                                              Index Cond: ((month > (r_6.month - 3)) AND (month <= r_6.month))
                                                                                ->  Index Scan using employers_employer_key_idx on employers e_1
                                                                                      Index Cond: (employer_key = b_2.employer_key)
                                                                          ->  Materialize
                                                                                ->  Seq Scan on parameters p_7
                                                                                      Filter: (district = ''::text)
                                                              ->  Materialize
                                                                    ->  Seq Scan on parameters p_6
                                                                          Filter: (district = ''::text)
                                      ->  Hash
                                            ->  Subquery Scan on j
                                                  ->  HashAggregate
                                                        Group Key: s.employer_key
                                                        ->  Nested Loop
                                                              Join Filter: ((s.start_month <= r_7.month) AND (s.start_month > (r_7.month - 3)))
                                                              ->  Seq Scan on run r_7
                                                              ->  Nested Loop
                                                                    ->  Nested Loop
                                                                          ->  HashAggregate
                                                                                Group Key: m_1.employer_key, m_1.month
                                                                                ->  Seq Scan on employer_months m_1
                                                                          ->  Materialize
                                                                                ->  Seq Scan on parameters p_8
                                                                                      Filter: (district = ''::text)
                                                                    ->  Index Scan using spans_employer_key_idx on spans s
                                                                          Index Cond: (employer_key = m_1.employer_key)
                                                                          Filter: (m_1.month = (start_month - 1))
                    ->  Hash
                          ->  Seq Scan on parameters p
              ->  Hash
                    ->  Subquery Scan on g
                          ->  HashAggregate
                                Group Key: s_1.employer_key
                                ->  Nested Loop
                                      Join Filter: ((s_1.end_month <= r_8.month) AND (s_1.end_month > (r_8.month - 3)))
                                      ->  Seq Scan on run r_8
                                      ->  Seq Scan on spans s_1
        ->  Hash
              ->  Subquery Scan on t
                    ->  HashAggregate
                          Group Key: h_1.trade
                          ->  CTE Scan on heads h_1
*/
