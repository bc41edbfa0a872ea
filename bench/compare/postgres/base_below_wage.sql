/* title: 缴费基数低于实发工资 */
/* title_en: Contribution bases below the wage reported for tax */
/* measure: 7 */
/* citation: 《工伤保险条例》第十条、第六十二条；《社会保险法》第六十条、第八十六条；《劳动保障监察条例》第二十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: declarations, payroll, employers */
/* parameter: shortfall_percent = 10 | 百分比 | 申报基数低于工资多少起 */
/* parameter: consecutive_months = 2 | 月 | 连续几个月 */
/* parameter: ceiling_fen = 2182100; 2023-01: 2404200; 2024-01: 2439600; 2025-01: 2476200 | 分 | 最高缴费基数 */
/* parameter: floor_fen = 425000; 2023-01: 449400; 2024-01: 487900; 2025-01: 495200 | 分 | 最低缴费基数 */
/* exception: 工资高于上限按上限缴费；低于下限按下限缴费；仅个别月份发放年终奖金；劳务报酬 */
/* next_step: 经办机构核实工资凭证，自差错月份起重新核定，税务征收，加收滞纳金 */
WITH short AS (
  SELECT
    d.employer_key,
    d.person_key,
    d.month,
    d.base,
    w.income,
    p.consecutive_months,
    p.floor_fen,
    e.district
  FROM declarations AS d
  CROSS JOIN run AS r
  JOIN employers AS e
    ON e.employer_key = d.employer_key
  JOIN parameters AS p
    ON p.district = e.district
  JOIN payroll AS w
    ON w.employer_key = d.employer_key
    AND w.person_key = d.person_key
    AND w.month = d.month
    AND w.kind = 'wage'
  WHERE
    d.month <= r.month
    AND d.month > r.month - p.consecutive_months
    AND d.base * 100 < CASE WHEN w.income > p.ceiling_fen THEN p.ceiling_fen ELSE w.income END * (
      100 - p.shortfall_percent
    )
)
SELECT
  s.person_key,
  s.employer_key,
  s.district,
  MAX(CASE WHEN s.month = r.month THEN s.base ELSE 0 END) AS base_fen,
  MAX(CASE WHEN s.month = r.month THEN s.income ELSE 0 END) AS income_fen,
  SUM(s.income) - SUM(s.base) AS shortfall_fen,
  COUNT(*) AS months,
  MAX(CASE WHEN s.month = r.month AND s.base <= s.floor_fen THEN 1 ELSE 0 END) AS is_at_floor
FROM short AS s
CROSS JOIN run AS r
GROUP BY
  s.person_key,
  s.employer_key,
  s.district,
  s.consecutive_months
HAVING
  COUNT(*) >= s.consecutive_months

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: d.person_key, d.employer_key, e.district, p.consecutive_months
  Filter: (count(*) >= p.consecutive_months)
  ->  Sort
        Sort Key: d.person_key, d.employer_key, e.district, p.consecutive_months
        ->  Hash Join
              Hash Cond: (e.district = p.district)
              Join Filter: ((d.month > (r_1.month - p.consecutive_months)) AND ((d.base * 100) < (CASE WHEN (w.income > p.ceiling_fen) THEN p.ceiling_fen ELSE w.income END * (100 - p.shortfall_percent))))
              ->  Gather Merge
                    Workers Planned: 1
                    ->  Nested Loop
                          Join Filter: (d.month <= r_1.month)
                          ->  Merge Join
                                Merge Cond: (d.employer_key = e.employer_key)
                                ->  Merge Join
                                      Merge Cond: ((w.employer_key = d.employer_key) AND (w.person_key = d.person_key))
                                      Join Filter: (w.month = d.month)
                                      ->  Parallel Index Scan using payroll_employer_key_person_key_idx on payroll w
                                            Filter: (kind = 'wage'::text)
                                      ->  Index Scan using declarations_employer_key_person_key_idx on declarations d
                                ->  Materialize
                                      ->  Index Scan using employers_employer_key_idx on employers e
                          ->  Materialize
                                ->  Nested Loop
                                      ->  Seq Scan on run r
                                      ->  Seq Scan on run r_1
              ->  Hash
                    ->  Seq Scan on parameters p
*/
