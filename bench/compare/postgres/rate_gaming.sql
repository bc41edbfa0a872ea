/* title: 人员转入低费率单位 */
/* title_en: Staff moved to a sister employer of a lower risk class */
/* measure: 8 */
/* citation: 苏人社规〔2023〕2号；《工伤保险条例》第八条、第九条 */
/* severity: 2 */
/* version: 1 */
/* inputs: employers, spans */
/* optional: relations */
/* parameter: moved_percent = 50 | 百分比 | 转移人数占原单位人数之比 */
/* parameter: moved_heads = 5 | 人 | 至少转移几人 */
/* parameter: window_months = 6 | 月 | 转移发生在最近几个月 */
/* exception: 有合并记录的重组；行业类别不变或升高 */
/* next_step: 核定实际主营行业，按规定调整费率并追缴差额 */
WITH moved AS (
  SELECT
    o.employer_key AS old_key,
    n.employer_key AS new_key,
    n.start_month,
    COUNT(*) AS heads
  FROM spans AS o
  JOIN spans AS n
    ON n.person_key = o.person_key
    AND n.start_month = o.end_month
    AND n.employer_key <> o.employer_key
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    n.start_month <= r.month AND n.start_month > r.month - p.window_months
  GROUP BY
    o.employer_key,
    n.employer_key,
    n.start_month
), staff AS (
  SELECT
    m.old_key,
    m.new_key,
    m.start_month,
    m.heads,
    COUNT(*) AS heads_before
  FROM moved AS m
  JOIN spans AS s
    ON s.employer_key = m.old_key
    AND s.start_month < m.start_month
    AND s.end_month >= m.start_month
  GROUP BY
    m.old_key,
    m.new_key,
    m.start_month,
    m.heads
)
SELECT
  b.employer_key,
  b.district,
  s.start_month AS period,
  s.start_month,
  s.heads,
  s.heads_before,
  a.risk_class AS class_before,
  b.risk_class AS class_after,
  s.old_key AS from_employer_key
FROM staff AS s
JOIN employers AS a
  ON a.employer_key = s.old_key
JOIN employers AS b
  ON b.employer_key = s.new_key
JOIN parameters AS p
  ON p.district = b.district
WHERE
  a.legal_person_key = b.legal_person_key
  AND b.risk_class < a.risk_class
  AND s.heads >= p.moved_heads
  AND s.heads * 100 >= s.heads_before * p.moved_percent
  AND NOT EXISTS(
    SELECT
      1
    FROM relations AS k
    WHERE
      k.kind = 'merger'
      AND k.from_employer_key = s.old_key
      AND k.to_employer_key = s.new_key
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: ((b.risk_class < a.risk_class) AND (a.legal_person_key = b.legal_person_key))
  ->  Hash Join
        Hash Cond: (p.district = b.district)
        Join Filter: (((count(*)) >= p.moved_heads) AND (((count(*)) * 100) >= ((count(*)) * p.moved_percent)))
        ->  Seq Scan on parameters p
        ->  Hash
              ->  Nested Loop
                    ->  Merge Anti Join
                          Merge Cond: ((o.employer_key = k.from_employer_key) AND (n.employer_key = k.to_employer_key))
                          ->  GroupAggregate
                                Group Key: o.employer_key, n.employer_key, n.start_month, (count(*))
                                ->  Incremental Sort
                                      Sort Key: o.employer_key, n.employer_key, n.start_month, (count(*))
                                      Presorted Key: o.employer_key, n.employer_key, n.start_month
                                      ->  Nested Loop
                                            ->  GroupAggregate
                                                  Group Key: o.employer_key, n.employer_key, n.start_month
                                                  ->  Sort
                                                        Sort Key: o.employer_key, n.employer_key, n.start_month
                                                        ->  Nested Loop
                                                              Join Filter: (n.start_month > (r.month - p_1.window_months))
                                                              ->  Nested Loop
                                                                    Join Filter: (n.start_month <= r.month)
                                                                    ->  Seq Scan on run r
                                                                    ->  Hash Join
                                                                          Hash Cond: ((o.person_key = n.person_key) AND (o.end_month = n.start_month))
                                                                          Join Filter: (n.employer_key <> o.employer_key)
                                                                          ->  Seq Scan on spans o
                                                                          ->  Hash
                                                                                ->  Seq Scan on spans n
                                                              ->  Materialize
                                                                    ->  Seq Scan on parameters p_1
                                                                          Filter: (district = ''::text)
                                            ->  Index Scan using spans_employer_key_idx on spans s
                                                  Index Cond: (employer_key = o.employer_key)
                                                  Filter: ((start_month < n.start_month) AND (end_month >= n.start_month))
                          ->  Sort
                                Sort Key: k.from_employer_key, k.to_employer_key
                                ->  Seq Scan on relations k
                                      Filter: (kind = 'merger'::text)
                    ->  Index Scan using employers_employer_key_idx on employers b
                          Index Cond: (employer_key = n.employer_key)
  ->  Index Scan using employers_employer_key_idx on employers a
        Index Cond: (employer_key = o.employer_key)
*/
