/* title: 疑似挂靠代缴 */
/* title_en: Cover sold to strangers: many insured, hardly any paid */
/* measure: 37 */
/* citation: 《社会保险法》第八十八条；《社会保险基金行政监督办法》（人社部令第48号） */
/* severity: 3 */
/* version: 1 */
/* inputs: employers, employer_months, payroll, declarations */
/* optional: relations */
/* parameter: heads = 10 | 人 | 参保人数至少 */
/* parameter: paid_percent = 20 | 百分比 | 发放工资人数占参保人数低于 */
/* exception: 依法派遣、有备案关系的代理；工资由客户单位发放 */
/* next_step: 核查劳动关系真实性，涉嫌虚构的移交基金监督 */
WITH unpaid AS (
  SELECT
    d.employer_key,
    COUNT(*) AS heads_insured,
    SUM(CASE WHEN w.person_key IS NULL THEN 0 ELSE 1 END) AS heads_paid
  FROM declarations AS d
  JOIN run AS r
    ON d.month = r.month
  LEFT JOIN (
    SELECT DISTINCT
      y.employer_key,
      y.person_key
    FROM payroll AS y
    JOIN run AS q
      ON y.month = q.month
    WHERE
      y.income > 0
  ) AS w
    ON w.employer_key = d.employer_key AND w.person_key = d.person_key
  GROUP BY
    d.employer_key
)
SELECT
  e.employer_key,
  e.district,
  u.heads_insured,
  u.heads_paid,
  m.base_total AS base_total_fen
FROM unpaid AS u
JOIN employers AS e
  ON e.employer_key = u.employer_key
JOIN parameters AS p
  ON p.district = e.district
JOIN employer_months AS m
  ON m.employer_key = u.employer_key
JOIN run AS r
  ON m.month = r.month
WHERE
  u.heads_insured >= p.heads
  AND u.heads_paid * 100 < u.heads_insured * p.paid_percent
  AND NOT e.kind IN ('dispatch', 'agency', 'organ', '机关')
  AND NOT EXISTS(
    SELECT
      1
    FROM relations AS k
    WHERE
      k.from_employer_key = e.employer_key
      AND k.kind IN ('dispatch', 'branch', 'secondment')
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM relations AS k
    WHERE
      k.to_employer_key = e.employer_key AND k.kind IN ('branch', 'merger')
  )

/* plan at 20000 persons and 12 months
Hash Join
  Hash Cond: (e.district = p.district)
  Join Filter: ((u.heads_insured >= p.heads) AND ((u.heads_paid * 100) < (u.heads_insured * p.paid_percent)))
  ->  Hash Join
        Hash Cond: (u.employer_key = e.employer_key)
        ->  Hash Join
              Hash Cond: (m.employer_key = u.employer_key)
              ->  Nested Loop
                    ->  Seq Scan on run r
                    ->  Bitmap Heap Scan on employer_months m
                          Recheck Cond: (month = r.month)
                          ->  Bitmap Index Scan on employer_months_month_idx
                                Index Cond: (month = r.month)
              ->  Hash
                    ->  Subquery Scan on u
                          ->  HashAggregate
                                Group Key: d.employer_key
                                ->  Hash Left Join
                                      Hash Cond: ((d.employer_key = w.employer_key) AND (d.person_key = w.person_key))
                                      ->  Nested Loop
                                            ->  Seq Scan on run r_1
                                            ->  Bitmap Heap Scan on declarations d
                                                  Recheck Cond: (month = r_1.month)
                                                  ->  Bitmap Index Scan on declarations_month_idx
                                                        Index Cond: (month = r_1.month)
                                      ->  Hash
                                            ->  Subquery Scan on w
                                                  ->  HashAggregate
                                                        Group Key: y.employer_key, y.person_key
                                                        ->  Nested Loop
                                                              ->  Seq Scan on run q
                                                              ->  Bitmap Heap Scan on payroll y
                                                                    Recheck Cond: (month = q.month)
                                                                    Filter: (income > 0)
                                                                    ->  Bitmap Index Scan on payroll_month_idx
                                                                          Index Cond: (month = q.month)
        ->  Hash
              ->  Merge Anti Join
                    Merge Cond: (e.employer_key = k_1.to_employer_key)
                    ->  Merge Anti Join
                          Merge Cond: (e.employer_key = k.from_employer_key)
                          ->  Index Scan using employers_employer_key_idx on employers e
                                Filter: (kind <> ALL ('{dispatch,agency,organ,机关}'::text[]))
                          ->  Sort
                                Sort Key: k.from_employer_key
                                ->  Seq Scan on relations k
                                      Filter: (kind = ANY ('{dispatch,branch,secondment}'::text[]))
                    ->  Sort
                          Sort Key: k_1.to_employer_key
                          ->  Seq Scan on relations k_1
                                Filter: (kind = ANY ('{branch,merger}'::text[]))
  ->  Hash
        ->  Seq Scan on parameters p
*/
