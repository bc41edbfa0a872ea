/* title: 平均缴费基数骤降 */
/* title_en: A drop of the average base while the staff stay */
/* measure: 8 */
/* citation: 《社会保险法》第六十条、第六十三条、第八十六条 */
/* severity: 2 */
/* version: 1 */
/* inputs: employers, employer_months */
/* optional: payroll_months */
/* parameter: remaining_percent = 80 | 百分比 | 平均基数降至上月的多少以下 */
/* parameter: stable_percent = 10 | 百分比 | 人数变动不超过多少视为稳定 */
/* parameter: heads = 3 | 人 | 至少几人 */
/* parameter: first_reset_month = 1 | 月份 | 年度基数调整月份 */
/* parameter: second_reset_month = 7 | 月份 | 年度基数调整月份 */
/* parameter: wage_gap_percent = 10 | 百分比 | 调整月份基数低于工资多少仍列入 */
/* exception: 年度基数调整且与工资一致；人数变动较大；缺少上月数据 */
/* next_step: 发函询问，核对工资发放，责令补报差额 */
WITH compared AS (
  SELECT
    e.employer_key,
    e.district,
    c.heads,
    b.heads AS heads_before,
    c.base_total,
    b.base_total AS base_total_before,
    w.heads AS heads_paid,
    w.income_total,
    p.remaining_percent,
    p.stable_percent,
    p.heads AS least_heads,
    p.first_reset_month,
    p.second_reset_month,
    p.wage_gap_percent
  FROM employers AS e
  CROSS JOIN run AS r
  JOIN employer_months AS c
    ON c.employer_key = e.employer_key AND c.month = r.month
  JOIN employer_months AS b
    ON b.employer_key = e.employer_key AND b.month = r.month - 1
  JOIN parameters AS p
    ON p.district = e.district
  LEFT JOIN payroll_months AS w
    ON w.employer_key = e.employer_key AND w.month = r.month AND w.kind = 'wage'
)
SELECT
  c.employer_key,
  c.district,
  r.month AS period,
  c.heads,
  c.heads_before,
  c.base_total AS base_total_fen,
  c.base_total_before AS base_total_before_fen,
  c.income_total AS income_total_fen
FROM compared AS c
CROSS JOIN run AS r
WHERE
  c.heads >= c.least_heads
  AND c.base_total * c.heads_before * 100 <= c.base_total_before * c.heads * c.remaining_percent
  AND c.heads * 100 >= c.heads_before * (
    100 - c.stable_percent
  )
  AND c.heads * 100 <= c.heads_before * (
    100 + c.stable_percent
  )
  AND (
    (
      r.month_of_year <> c.first_reset_month
      AND r.month_of_year <> c.second_reset_month
    )
    OR c.base_total * c.heads_paid * 100 < c.income_total * c.heads * (
      100 - c.wage_gap_percent
    )
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: (((r.month_of_year <> p.first_reset_month) AND (r.month_of_year <> p.second_reset_month)) OR (((c.base_total * w.heads) * 100) < ((w.income_total * c.heads) * (100 - p.wage_gap_percent))))
  ->  Seq Scan on run r
  ->  Nested Loop Left Join
        Join Filter: (w.month = r_1.month)
        ->  Hash Join
              Hash Cond: ((b.employer_key = c.employer_key) AND (b.month = (r_1.month - 1)))
              Join Filter: (((c.heads * 100) >= (b.heads * (100 - p.stable_percent))) AND ((c.heads * 100) <= (b.heads * (100 + p.stable_percent))) AND (((c.base_total * b.heads) * 100) <= ((b.base_total * c.heads) * p.remaining_percent)))
              ->  Seq Scan on employer_months b
              ->  Hash
                    ->  Hash Join
                          Hash Cond: (e.district = p.district)
                          Join Filter: (c.heads >= p.heads)
                          ->  Hash Join
                                Hash Cond: (c.employer_key = e.employer_key)
                                ->  Nested Loop
                                      ->  Seq Scan on run r_1
                                      ->  Bitmap Heap Scan on employer_months c
                                            Recheck Cond: (r_1.month = month)
                                            ->  Bitmap Index Scan on employer_months_month_idx
                                                  Index Cond: (month = r_1.month)
                                ->  Hash
                                      ->  Seq Scan on employers e
                          ->  Hash
                                ->  Seq Scan on parameters p
        ->  Index Scan using payroll_months_employer_key_idx on payroll_months w
              Index Cond: (employer_key = e.employer_key)
              Filter: (kind = 'wage'::text)
*/
