/* title: 高风险行业单位参保不足 */
/* title_en: High-risk employers that insure too few of their people */
/* measure: 1 */
/* citation: 《工伤保险条例》第二条、第十条、第六十二条；《社会保险法》第五十八条、第八十四条；人社部发〔2014〕103号 */
/* severity: 3 */
/* version: 1 */
/* inputs: employers, declarations, payroll */
/* optional: enrolment_spans, licences, identities, pensioners, relations */
/* parameter: coverage_percent = 90 | 百分比 | 参保人数与用工人数之比低于多少 */
/* parameter: consecutive_months = 2 | 月 | 连续发放工资几个月起计入用工人数 */
/* exception: 派遣人员由派遣单位参保；总分支、合并由他方参保；退休返聘、超龄人员；新招用不满两个月；机关；已注销；外市单位 */
/* next_step: 提醒单位十五日内办理参保，逾期列入监察名单 */
WITH risky AS (
  SELECT
    e.employer_key,
    e.district,
    p.coverage_percent,
    p.consecutive_months
  FROM employers AS e
  JOIN parameters AS p
    ON p.district = e.district
  CROSS JOIN run AS r
  WHERE
    NOT e.kind IN ('agency', 'organ', '机关')
    AND (
      e.cancelled_day IS NULL OR e.cancelled_day >= r.next_day
    )
    AND (
      r.city = '' OR STARTS_WITH(e.district, r.city)
    )
    AND (
      e.hazards LIKE '%dust%'
      OR e.hazards LIKE '%chemical%'
      OR e.hazards LIKE '%construction%'
      OR SUBSTRING(e.industry_code FROM 1 FOR 2) IN (
        '06',
        '07',
        '08',
        '09',
        '10',
        '11',
        '12',
        '25',
        '26',
        '30',
        '31',
        '32',
        '47',
        '48',
        '49',
        '50'
      )
      OR EXISTS(
        SELECT
          1
        FROM licences AS c
        WHERE
          c.employer_key = e.employer_key
          AND c.kind IN ('chemical', 'construction')
          AND (
            c.issued_day IS NULL OR c.issued_day < r.next_day
          )
          AND (
            c.expires_day IS NULL OR c.expires_day >= r.first_day
          )
      )
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
), related_cover AS (
  SELECT
    i.person_key,
    k.to_employer_key AS employer_key
  FROM insured AS i
  JOIN relations AS k
    ON k.from_employer_key = i.employer_key
  CROSS JOIN run AS r
  WHERE
    k.kind IN ('dispatch', 'secondment', 'merger', 'branch')
    AND (
      k.from_day IS NULL OR k.from_day < r.next_day
    )
    AND (
      k.to_day IS NULL OR k.to_day >= r.first_day
    )
  UNION
  SELECT
    i.person_key,
    k.from_employer_key
  FROM insured AS i
  JOIN relations AS k
    ON k.to_employer_key = i.employer_key
  CROSS JOIN run AS r
  WHERE
    k.kind IN ('dispatch', 'secondment', 'merger', 'branch')
    AND (
      k.from_day IS NULL OR k.from_day < r.next_day
    )
    AND (
      k.to_day IS NULL OR k.to_day >= r.first_day
    )
), staff AS (
  SELECT
    w.employer_key,
    w.person_key,
    MAX(w.month) AS last_month,
    COUNT(*) AS months,
    MAX(k.consecutive_months) AS consecutive_months
  FROM payroll AS w
  JOIN risky AS k
    ON k.employer_key = w.employer_key
  CROSS JOIN run AS r
  LEFT JOIN identities AS b
    ON b.person_key = w.person_key
  WHERE
    w.kind = 'wage'
    AND w.income > 0
    AND w.month <= r.month
    AND w.month > r.month - k.consecutive_months
    AND (
      b.retire_earliest_month IS NULL OR r.month < b.retire_earliest_month
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM pensioners AS q
      WHERE
        q.person_key = w.person_key AND q.retired_day < r.next_day
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM related_cover AS c
      WHERE
        c.person_key = w.person_key AND c.employer_key = w.employer_key
    )
  GROUP BY
    w.employer_key,
    w.person_key
), counted AS (
  SELECT
    s.employer_key,
    COUNT(*) AS heads,
    SUM(CASE WHEN i.person_key IS NULL THEN 0 ELSE 1 END) AS heads_insured
  FROM staff AS s
  LEFT JOIN insured AS i
    ON i.employer_key = s.employer_key AND i.person_key = s.person_key
  WHERE
    s.months >= s.consecutive_months
  GROUP BY
    s.employer_key
)
SELECT
  k.employer_key,
  k.district,
  c.heads,
  c.heads_insured,
  c.heads - c.heads_insured AS heads_uninsured
FROM counted AS c
JOIN risky AS k
  ON k.employer_key = c.employer_key
WHERE
  c.heads_insured * 100 < c.heads * k.coverage_percent

/* plan at 20000 persons and 12 months
Hash Join
  Hash Cond: (k.employer_key = c.employer_key)
  Join Filter: ((c.heads_insured * 100) < (c.heads * k.coverage_percent))
  CTE risky
    ->  Hash Join
          Hash Cond: (e.district = p.district)
          ->  Nested Loop
                Join Filter: (((e.cancelled_day IS NULL) OR (e.cancelled_day >= r_3.next_day)) AND ((r_3.city = ''::text) OR starts_with(e.district, r_3.city)) AND ((e.hazards ~~ '%dust%'::text) OR (e.hazards ~~ '%chemical%'::text) OR (e.hazards ~~ '%construction%'::text) OR (SUBSTRING(e.industry_code FROM 1 FOR 2) = ANY ('{06,07,08,09,10,11,12,25,26,30,31,32,47,48,49,50}'::text[])) OR EXISTS(SubPlan 1)))
                ->  Seq Scan on run r_3
                ->  Seq Scan on employers e
                      Filter: (kind <> ALL ('{agency,organ,机关}'::text[]))
                SubPlan 1
                  ->  Index Scan using licences_employer_key_idx on licences c_1
                        Index Cond: (employer_key = e.employer_key)
                        Filter: ((kind = ANY ('{chemical,construction}'::text[])) AND ((issued_day IS NULL) OR (issued_day < r_3.next_day)) AND ((expires_day IS NULL) OR (expires_day >= r_3.first_day)))
          ->  Hash
                ->  Seq Scan on parameters p
  CTE insured
    ->  HashAggregate
          Group Key: d.employer_key, d.person_key
          ->  Append
                ->  Nested Loop
                      ->  Seq Scan on run r_4
                      ->  Bitmap Heap Scan on declarations d
                            Recheck Cond: (month = r_4.month)
                            ->  Bitmap Index Scan on declarations_month_idx
                                  Index Cond: (month = r_4.month)
                ->  Nested Loop
                      Join Filter: ((s_1.start_month <= r_5.month) AND (s_1.end_month > r_5.month))
                      ->  Seq Scan on run r_5
                      ->  Seq Scan on enrolment_spans s_1
  ->  CTE Scan on risky k
  ->  Hash
        ->  Subquery Scan on c
              ->  HashAggregate
                    Group Key: s.employer_key
                    ->  Hash Right Join
                          Hash Cond: ((i.employer_key = s.employer_key) AND (i.person_key = s.person_key))
                          ->  CTE Scan on insured i
                          ->  Hash
                                ->  Subquery Scan on s
                                      ->  HashAggregate
                                            Group Key: w.employer_key, w.person_key
                                            Filter: (count(*) >= max(k_1.consecutive_months))
                                            ->  Hash Anti Join
                                                  Hash Cond: (w.person_key = q.person_key)
                                                  Join Filter: (q.retired_day < r.next_day)
                                                  ->  Hash Anti Join
                                                        Hash Cond: ((w.person_key = i_1.person_key) AND (w.employer_key = k_2.to_employer_key))
                                                        ->  Hash Join
                                                              Hash Cond: (w.employer_key = k_1.employer_key)
                                                              Join Filter: (w.month > (r.month - k_1.consecutive_months))
                                                              ->  Hash Left Join
                                                                    Hash Cond: (w.person_key = b.person_key)
                                                                    Filter: ((b.retire_earliest_month IS NULL) OR (r.month < b.retire_earliest_month))
                                                                    ->  Nested Loop
                                                                          ->  Seq Scan on run r
                                                                          ->  Index Scan using payroll_month_idx on payroll w
                                                                                Index Cond: (month <= r.month)
                                                                                Filter: ((income > 0) AND (kind = 'wage'::text))
                                                                    ->  Hash
                                                                          ->  Seq Scan on identities b
                                                              ->  Hash
                                                                    ->  CTE Scan on risky k_1
                                                        ->  Hash
                                                              ->  HashAggregate
                                                                    Group Key: i_1.person_key, k_2.to_employer_key
                                                                    ->  Append
                                                                          ->  Hash Join
                                                                                Hash Cond: (i_1.employer_key = k_2.from_employer_key)
                                                                                ->  CTE Scan on insured i_1
                                                                                ->  Hash
                                                                                      ->  Nested Loop
                                                                                            Join Filter: (((k_2.from_day IS NULL) OR (k_2.from_day < r_1.next_day)) AND ((k_2.to_day IS NULL) OR (k_2.to_day >= r_1.first_day)))
                                                                                            ->  Seq Scan on run r_1
                                                                                            ->  Seq Scan on relations k_2
                                                                                                  Filter: (kind = ANY ('{dispatch,secondment,merger,branch}'::text[]))
                                                                          ->  Hash Join
                                                                                Hash Cond: (i_2.employer_key = k_3.to_employer_key)
                                                                                ->  CTE Scan on insured i_2
                                                                                ->  Hash
                                                                                      ->  Nested Loop
                                                                                            Join Filter: (((k_3.from_day IS NULL) OR (k_3.from_day < r_2.next_day)) AND ((k_3.to_day IS NULL) OR (k_3.to_day >= r_2.first_day)))
                                                                                            ->  Seq Scan on run r_2
                                                                                            ->  Seq Scan on relations k_3
                                                                                                  Filter: (kind = ANY ('{dispatch,secondment,merger,branch}'::text[]))
                                                  ->  Hash
                                                        ->  Seq Scan on pensioners q
*/
