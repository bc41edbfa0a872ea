/* title: 电梯作业持证人员无人参保 */
/* title_en: Certified lift operators whom nobody insures */
/* measure: 36 */
/* citation: 《特种设备安全法》第十四条；《工伤保险条例》第二条、第十条；《社会保险法》第五十八条 */
/* severity: 2 */
/* version: 1 */
/* inputs: certificates, declarations */
/* optional: enrolment_spans, payroll, employers, identities, pensioners, deaths */
/* parameter: grace_months = 1 | 月 | 发证后几个月内不列入 */
/* exception: 由任何单位以任何险种参保；证书已到期；退休、死亡；刚取得证书 */
/* next_step: 核实现从业单位，督促其参保；单位不明的由市场监管部门协助查找 */
WITH working AS (
  SELECT
    w.person_key,
    MIN(w.employer_key) AS employer_key,
    SUM(w.income) AS income
  FROM payroll AS w
  JOIN run AS r
    ON w.month = r.month
  WHERE
    w.kind = 'wage' AND w.income > 0
  GROUP BY
    w.person_key
), holders AS (
  SELECT
    t.person_key,
    MIN(t.issued_month) AS issued_month
  FROM certificates AS t
  CROSS JOIN run AS r
  WHERE
    t.kind = 'lift'
    AND (
      t.issued_day IS NULL OR t.issued_day < r.next_day
    )
    AND (
      t.expires_day IS NULL OR t.expires_day >= r.first_day
    )
  GROUP BY
    t.person_key
)
SELECT
  h.person_key,
  w.employer_key,
  e.district,
  h.issued_month,
  w.income AS income_fen,
  CASE WHEN w.person_key IS NULL THEN 1 ELSE 2 END AS severity
FROM holders AS h
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN working AS w
  ON w.person_key = h.person_key
LEFT JOIN employers AS e
  ON e.employer_key = w.employer_key
LEFT JOIN identities AS b
  ON b.person_key = h.person_key
WHERE
  (
    h.issued_month IS NULL OR h.issued_month <= r.month - p.grace_months
  )
  AND (
    b.retire_latest_month IS NULL OR r.month < b.retire_latest_month
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM declarations AS d
    WHERE
      d.person_key = h.person_key AND d.month = r.month
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM enrolment_spans AS s
    WHERE
      s.person_key = h.person_key AND s.start_month <= r.month AND s.end_month > r.month
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM pensioners AS q
    WHERE
      q.person_key = h.person_key AND q.retired_day < r.next_day
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM deaths AS t
    WHERE
      t.person_key = h.person_key AND t.died_day < r.next_day
  )

/* plan at 20000 persons and 12 months
Hash Anti Join
  Hash Cond: (t_1.person_key = t.person_key)
  Join Filter: (t.died_day < r.next_day)
  ->  Nested Loop Anti Join
        Join Filter: (q.retired_day < r.next_day)
        ->  Nested Loop Anti Join
              Join Filter: ((s.start_month <= r.month) AND (s.end_month > r.month))
              ->  Nested Loop Anti Join
                    Join Filter: (d.month = r.month)
                    ->  Nested Loop Left Join
                          ->  Nested Loop
                                Join Filter: (((min(t_1.issued_month)) IS NULL) OR ((min(t_1.issued_month)) <= (r.month - p.grace_months)))
                                ->  Nested Loop Left Join
                                      Filter: ((b.retire_latest_month IS NULL) OR (r.month < b.retire_latest_month))
                                      ->  Nested Loop
                                            ->  Index Scan using run_month_idx on run r
                                            ->  Hash Right Join
                                                  Hash Cond: (w.person_key = t_1.person_key)
                                                  ->  HashAggregate
                                                        Group Key: w.person_key
                                                        ->  Nested Loop
                                                              ->  Seq Scan on run r_1
                                                              ->  Bitmap Heap Scan on payroll w
                                                                    Recheck Cond: (month = r_1.month)
                                                                    Filter: ((income > 0) AND (kind = 'wage'::text))
                                                                    ->  Bitmap Index Scan on payroll_month_idx
                                                                          Index Cond: (month = r_1.month)
                                                  ->  Hash
                                                        ->  GroupAggregate
                                                              Group Key: t_1.person_key
                                                              ->  Sort
                                                                    Sort Key: t_1.person_key
                                                                    ->  Nested Loop
                                                                          Join Filter: (((t_1.issued_day IS NULL) OR (t_1.issued_day < r_2.next_day)) AND ((t_1.expires_day IS NULL) OR (t_1.expires_day >= r_2.first_day)))
                                                                          ->  Seq Scan on run r_2
                                                                          ->  Seq Scan on certificates t_1
                                                                                Filter: (kind = 'lift'::text)
                                      ->  Index Scan using identities_person_key_idx on identities b
                                            Index Cond: (person_key = t_1.person_key)
                                ->  Seq Scan on parameters p
                                      Filter: (district = ''::text)
                          ->  Index Scan using employers_employer_key_idx on employers e
                                Index Cond: (employer_key = (min(w.employer_key)))
                    ->  Index Scan using declarations_person_key_idx on declarations d
                          Index Cond: (person_key = t_1.person_key)
              ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s
                    Index Cond: (person_key = t_1.person_key)
        ->  Index Scan using pensioners_person_key_idx on pensioners q
              Index Cond: (person_key = t_1.person_key)
  ->  Hash
        ->  Seq Scan on deaths t
*/
