/* title: 快递末端网点未参保 */
/* title_en: Courier outlets with couriers and nobody insured */
/* measure: 2 */
/* citation: 《工伤保险条例》第二条；人社部发〔2021〕56号；苏邮管〔2021〕基层快递网点优先参加工伤保险 */
/* severity: 2 */
/* version: 1 */
/* inputs: licences, employers, declarations, payroll */
/* optional: enrolment_spans, relations */
/* parameter: consecutive_months = 2 | 月 | 连续有从业人员至少几个月 */
/* exception: 由总部统一参保；无从业人员；备案已到期 */
/* next_step: 会同邮政管理部门督促网点办理优先参保 */
WITH outlets AS (
  SELECT DISTINCT
    c.employer_key,
    e.district,
    p.consecutive_months
  FROM licences AS c
  JOIN employers AS e
    ON e.employer_key = c.employer_key
  JOIN parameters AS p
    ON p.district = e.district
  CROSS JOIN run AS r
  WHERE
    c.kind = 'courier_outlet'
    AND (
      c.issued_day IS NULL OR c.issued_day < r.next_day
    )
    AND (
      c.expires_day IS NULL OR c.expires_day >= r.first_day
    )
    AND (
      e.cancelled_day IS NULL OR e.cancelled_day >= r.next_day
    )
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
), couriers AS (
  SELECT
    w.employer_key,
    w.month,
    COUNT(DISTINCT w.person_key) AS heads
  FROM payroll AS w
  JOIN outlets AS o
    ON o.employer_key = w.employer_key
  CROSS JOIN run AS r
  WHERE
    w.income > 0
    AND w.month <= r.month
    AND w.month > r.month - o.consecutive_months
    AND NOT EXISTS(
      SELECT
        1
      FROM insured AS i
      JOIN relations AS k
        ON (
          k.from_employer_key = i.employer_key AND k.to_employer_key = w.employer_key
        )
        OR (
          k.to_employer_key = i.employer_key AND k.from_employer_key = w.employer_key
        )
      WHERE
        i.person_key = w.person_key
    )
  GROUP BY
    w.employer_key,
    w.month
)
SELECT
  o.employer_key,
  o.district,
  MAX(c.heads) AS heads,
  COUNT(*) AS months
FROM outlets AS o
JOIN couriers AS c
  ON c.employer_key = o.employer_key
WHERE
  NOT EXISTS(
    SELECT
      1
    FROM insured AS i
    WHERE
      i.employer_key = o.employer_key
  )
GROUP BY
  o.employer_key,
  o.district,
  o.consecutive_months
HAVING
  COUNT(*) >= o.consecutive_months

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: o.employer_key, o.district, o.consecutive_months
  Filter: (count(*) >= o.consecutive_months)
  CTE outlets
    ->  Unique
          ->  Sort
                Sort Key: c.employer_key, e.district, p.consecutive_months
                ->  Hash Join
                      Hash Cond: (p.district = e.district)
                      ->  Seq Scan on parameters p
                      ->  Hash
                            ->  Nested Loop
                                  Join Filter: ((e.cancelled_day IS NULL) OR (e.cancelled_day >= r_1.next_day))
                                  ->  Nested Loop
                                        Join Filter: (((c.issued_day IS NULL) OR (c.issued_day < r_1.next_day)) AND ((c.expires_day IS NULL) OR (c.expires_day >= r_1.first_day)))
                                        ->  Seq Scan on run r_1
                                        ->  Seq Scan on licences c
                                              Filter: (kind = 'courier_outlet'::text)
                                  ->  Index Scan using employers_employer_key_idx on employers e
                                        Index Cond: (employer_key = c.employer_key)
  CTE insured
    ->  HashAggregate
          Group Key: d.employer_key, d.person_key
          ->  Append
                ->  Nested Loop
                      ->  Seq Scan on run r_2
                      ->  Bitmap Heap Scan on declarations d
                            Recheck Cond: (month = r_2.month)
                            ->  Bitmap Index Scan on declarations_month_idx
                                  Index Cond: (month = r_2.month)
                ->  Nested Loop
                      Join Filter: ((s.start_month <= r_3.month) AND (s.end_month > r_3.month))
                      ->  Seq Scan on run r_3
                      ->  Seq Scan on enrolment_spans s
  ->  Merge Join
        Merge Cond: (o.employer_key = w.employer_key)
        ->  Nested Loop Anti Join
              Join Filter: (i.employer_key = o.employer_key)
              ->  CTE Scan on outlets o
              ->  CTE Scan on insured i
        ->  Materialize
              ->  GroupAggregate
                    Group Key: w.employer_key, w.month
                    ->  Incremental Sort
                          Sort Key: w.employer_key, w.month, w.person_key
                          Presorted Key: w.employer_key
                          ->  Nested Loop
                                ->  Nested Loop
                                      ->  CTE Scan on outlets o_1
                                      ->  Materialize
                                            ->  Seq Scan on run r
                                ->  Bitmap Heap Scan on payroll w
                                      Recheck Cond: ((employer_key = o_1.employer_key) AND (month <= r.month) AND (month > (r.month - o_1.consecutive_months)))
                                      Filter: ((income > 0) AND (NOT EXISTS(SubPlan 3)))
                                      ->  BitmapAnd
                                            ->  Bitmap Index Scan on payroll_employer_key_idx
                                                  Index Cond: (employer_key = o_1.employer_key)
                                            ->  Bitmap Index Scan on payroll_month_idx
                                                  Index Cond: ((month <= r.month) AND (month > (r.month - o_1.consecutive_months)))
                                      SubPlan 3
                                        ->  Nested Loop
                                              Join Filter: (((k.from_employer_key = i_1.employer_key) AND (k.to_employer_key = w.employer_key)) OR ((k.to_employer_key = i_1.employer_key) AND (k.from_employer_key = w.employer_key)))
                                              ->  CTE Scan on insured i_1
                                                    Filter: (person_key = w.person_key)
                                              ->  Materialize
                                                    ->  Seq Scan on relations k
                                                          Filter: ((to_employer_key = w.employer_key) OR (from_employer_key = w.employer_key))
*/
