/* title: 新业态从业人员参保条件不符 */
/* title_en: New-form workers who do not meet the conditions of their scheme */
/* measure: 36 */
/* citation: 常州市新业态从业人员参加工伤保险办法；《工伤保险条例》第二条 */
/* severity: 2 */
/* version: 1 */
/* inputs: enrolment_spans, employers */
/* optional: declarations, payroll, identities */
/* parameter: floor_fen = 425000; 2023-01: 449400; 2024-01: 487900; 2025-01: 495200 | 分 | 最低缴费基数 */
/* parameter: youngest_years = 16 | 周岁 | 最低年龄 */
/* parameter: oldest_years = 65 | 周岁 | 最高年龄 */
/* exception: 职工关系已于上月终止；按最低基数缴费并有收入凭据 */
/* next_step: 暂停该参保关系并核对平台名册、收入凭据和身份 */
WITH held AS (
  SELECT
    s.person_key,
    s.employer_key,
    e.district,
    s.start_month,
    p.floor_fen,
    p.youngest_years,
    p.oldest_years
  FROM enrolment_spans AS s
  CROSS JOIN run AS r
  JOIN employers AS e
    ON e.employer_key = s.employer_key
  JOIN parameters AS p
    ON p.district = e.district
  WHERE
    s.scheme = 'new_form' AND s.start_month <= r.month AND s.end_month > r.month
), judged AS (
  SELECT
    h.person_key,
    h.employer_key,
    h.district,
    h.start_month,
    d.base,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM enrolment_spans AS o
        WHERE
          o.person_key = h.person_key
          AND o.scheme = 'employee'
          AND o.start_month <= r.month
          AND o.end_month > r.month
      )
      THEN 1
      ELSE 0
    END AS has_employee_cover,
    CASE WHEN NOT d.base IS NULL AND d.base <> h.floor_fen THEN 1 ELSE 0 END AS base_is_not_floor,
    CASE
      WHEN NOT EXISTS(
        SELECT
          1
        FROM payroll AS w
        WHERE
          w.person_key = h.person_key
          AND w.employer_key = h.employer_key
          AND w.month = r.month
          AND w.income > 0
      )
      THEN 1
      ELSE 0
    END AS has_no_income,
    CASE
      WHEN r.month < b.born_month + h.youngest_years * 12
      OR r.month > b.born_month + h.oldest_years * 12
      THEN 1
      ELSE 0
    END AS age_is_outside
  FROM held AS h
  CROSS JOIN run AS r
  LEFT JOIN declarations AS d
    ON d.person_key = h.person_key
    AND d.employer_key = h.employer_key
    AND d.month = r.month
  LEFT JOIN identities AS b
    ON b.person_key = h.person_key
)
SELECT
  j.person_key,
  j.employer_key,
  j.district,
  j.start_month AS period,
  j.base AS base_fen,
  j.has_employee_cover,
  j.base_is_not_floor,
  j.has_no_income,
  j.age_is_outside
FROM judged AS j
WHERE
  j.has_employee_cover + j.base_is_not_floor + j.has_no_income + j.age_is_outside > 0

/* plan at 20000 persons and 12 months
Hash Join
  Hash Cond: (p.district = e.district)
  Join Filter: ((((CASE WHEN EXISTS(SubPlan 4) THEN 1 ELSE 0 END + CASE WHEN ((d.base IS NOT NULL) AND (d.base <> p.floor_fen)) THEN 1 ELSE 0 END) + CASE WHEN (NOT EXISTS(SubPlan 5)) THEN 1 ELSE 0 END) + CASE WHEN ((r.month < (b.born_month + (p.youngest_years * 12))) OR (r.month > (b.born_month + (p.oldest_years * 12)))) THEN 1 ELSE 0 END) > 0)
  ->  Seq Scan on parameters p
  ->  Hash
        ->  Nested Loop Left Join
              ->  Nested Loop Left Join
                    Join Filter: (d.month = r.month)
                    ->  Nested Loop
                          ->  Nested Loop
                                ->  Nested Loop
                                      Join Filter: ((s.start_month <= r_1.month) AND (s.end_month > r_1.month))
                                      ->  Seq Scan on run r_1
                                      ->  Seq Scan on enrolment_spans s
                                            Filter: (scheme = 'new_form'::text)
                                ->  Index Scan using employers_employer_key_idx on employers e
                                      Index Cond: (employer_key = s.employer_key)
                          ->  Seq Scan on run r
                    ->  Index Scan using declarations_employer_key_person_key_idx on declarations d
                          Index Cond: ((employer_key = s.employer_key) AND (person_key = s.person_key))
              ->  Index Scan using identities_person_key_idx on identities b
                    Index Cond: (person_key = s.person_key)
  SubPlan 1
    ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans o
          Index Cond: (person_key = s.person_key)
          Filter: ((start_month <= r.month) AND (end_month > r.month) AND (scheme = 'employee'::text))
  SubPlan 2
    ->  Index Scan using payroll_employer_key_person_key_idx on payroll w
          Index Cond: ((employer_key = s.employer_key) AND (person_key = s.person_key))
          Filter: ((income > 0) AND (month = r.month))
  SubPlan 4
    ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans o_1
          Index Cond: (person_key = s.person_key)
          Filter: ((start_month <= r.month) AND (end_month > r.month) AND (scheme = 'employee'::text))
  SubPlan 5
    ->  Index Scan using payroll_employer_key_person_key_idx on payroll w_1
          Index Cond: ((employer_key = s.employer_key) AND (person_key = s.person_key))
          Filter: ((income > 0) AND (month = r.month))
*/
