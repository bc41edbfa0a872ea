/* title: 大多数职工按下限申报 */
/* title_en: Nearly all staff declared at the floor in a trade that pays more */
/* measure: 8 */
/* citation: 《社会保险法》第六十条、第八十六条；《劳动保障监察条例》第二十七条 */
/* severity: 1 */
/* version: 1 */
/* inputs: employers, employer_months */
/* parameter: floor_fen = 425000; 2023-01: 449400; 2024-01: 487900; 2025-01: 495200 | 分 | 最低缴费基数 */
/* parameter: floor_percent = 80 | 百分比 | 恰按下限申报的人数占比 */
/* parameter: trade_percent = 150 | 百分比 | 同行业平均基数为下限的多少 */
/* parameter: heads = 10 | 人 | 至少几人 */
/* parameter: trade_employers = 3 | 家 | 同行业至少几家 */
/* exception: 同行业普遍较低；人数过少；同行业单位过少 */
/* next_step: 列入稽核抽查，核对工资发放 */
WITH trade AS (
  SELECT
    SUBSTRING(e.industry_code FROM 1 FOR 2) AS trade,
    SUM(m.base_total) AS base_total,
    SUM(m.heads) AS heads,
    COUNT(*) AS employers
  FROM employers AS e
  JOIN employer_months AS m
    ON m.employer_key = e.employer_key
  JOIN run AS r
    ON m.month = r.month
  GROUP BY
    SUBSTRING(e.industry_code FROM 1 FOR 2)
)
SELECT
  e.employer_key,
  e.district,
  m.heads,
  m.heads_at_lowest,
  m.lowest_base AS lowest_base_fen,
  t.employers AS trade_employers
FROM employers AS e
JOIN employer_months AS m
  ON m.employer_key = e.employer_key
JOIN run AS r
  ON m.month = r.month
JOIN trade AS t
  ON t.trade = SUBSTRING(e.industry_code FROM 1 FOR 2)
JOIN parameters AS p
  ON p.district = e.district
WHERE
  m.heads >= p.heads
  AND m.lowest_base = p.floor_fen
  AND m.heads_at_lowest * 100 >= m.heads * p.floor_percent
  AND t.employers >= p.trade_employers
  AND t.base_total * 100 >= p.floor_fen * t.heads * p.trade_percent

/* plan at 20000 persons and 12 months
Nested Loop
  ->  Nested Loop
        Join Filter: ((m.heads >= p.heads) AND (m.lowest_base = p.floor_fen) AND ((m.heads_at_lowest * 100) >= (m.heads * p.floor_percent)))
        ->  Hash Join
              Hash Cond: (e.district = p.district)
              Join Filter: ((t.employers >= p.trade_employers) AND ((t.base_total * '100'::numeric) >= (((p.floor_fen)::numeric * t.heads) * (p.trade_percent)::numeric)))
              ->  Hash Join
                    Hash Cond: (SUBSTRING(e.industry_code FROM 1 FOR 2) = t.trade)
                    ->  Seq Scan on employers e
                    ->  Hash
                          ->  Subquery Scan on t
                                ->  HashAggregate
                                      Group Key: SUBSTRING(e_1.industry_code FROM 1 FOR 2)
                                      ->  Hash Join
                                            Hash Cond: (m_1.employer_key = e_1.employer_key)
                                            ->  Nested Loop
                                                  ->  Seq Scan on run r_1
                                                  ->  Bitmap Heap Scan on employer_months m_1
                                                        Recheck Cond: (month = r_1.month)
                                                        ->  Bitmap Index Scan on employer_months_month_idx
                                                              Index Cond: (month = r_1.month)
                                            ->  Hash
                                                  ->  Seq Scan on employers e_1
              ->  Hash
                    ->  Seq Scan on parameters p
        ->  Index Scan using employer_months_employer_key_idx on employer_months m
              Index Cond: (employer_key = e.employer_key)
  ->  Index Only Scan using run_month_idx on run r
        Index Cond: (month = m.month)
*/
