/* title: 参保险种类别不符 */
/* title_en: Persons insured under the wrong scheme */
/* measure: 2 */
/* citation: 苏人社规〔2020〕6号；国务院关于渐进式延迟法定退休年龄的办法 */
/* severity: 2 */
/* version: 1 */
/* inputs: enrolment_spans, employers */
/* optional: identities, pensioners */
/* parameter: oldest_years = 65 | 周岁 | 超龄参保的最高年龄 */
/* parameter: youngest_years = 16 | 周岁 | 实习参保的最低年龄 */
/* exception: 弹性延迟退休；女职工身份不明时按较晚年龄；当月达到年龄者次月起停保 */
/* next_step: 通知单位自次月起停保或改办相应险种 */
WITH held AS (
  SELECT
    s.person_key,
    s.employer_key,
    s.scheme,
    e.district,
    s.start_month,
    b.born_month,
    b.retire_latest_month,
    p.oldest_years,
    p.youngest_years,
    q.retired_month
  FROM enrolment_spans AS s
  CROSS JOIN run AS r
  JOIN employers AS e
    ON e.employer_key = s.employer_key
  JOIN parameters AS p
    ON p.district = e.district
  LEFT JOIN identities AS b
    ON b.person_key = s.person_key
  LEFT JOIN pensioners AS q
    ON q.person_key = s.person_key AND q.retired_day < r.next_day
  WHERE
    s.start_month <= r.month AND s.end_month > r.month
), judged AS (
  SELECT
    h.*,
    CASE
      WHEN h.scheme = 'employee' AND r.month > h.retire_latest_month
      THEN 'employee_past_retirement'
      WHEN h.scheme = 'over_age' AND NOT h.retired_month IS NULL
      THEN 'over_age_with_pension'
      WHEN h.scheme = 'over_age' AND r.month > h.born_month + h.oldest_years * 12 + 11
      THEN 'over_age_past_limit'
      WHEN h.scheme = 'intern' AND h.start_month < h.born_month + h.youngest_years * 12
      THEN 'intern_too_young'
    END AS fault
  FROM held AS h
  CROSS JOIN run AS r
)
SELECT
  j.person_key,
  j.employer_key,
  j.district,
  j.scheme AS subject,
  j.fault,
  j.start_month,
  j.retire_latest_month,
  MAX(j.born_month) AS born_month
FROM judged AS j
WHERE
  NOT j.fault IS NULL
GROUP BY
  j.person_key,
  j.employer_key,
  j.district,
  j.scheme,
  j.fault,
  j.start_month,
  j.retire_latest_month

/* plan at 20000 persons and 12 months
HashAggregate
  Group Key: s.person_key, s.employer_key, e.district, s.scheme, CASE WHEN ((s.scheme = 'employee'::text) AND (r.month > b.retire_latest_month)) THEN 'employee_past_retirement'::text WHEN ((s.scheme = 'over_age'::text) AND (q.retired_month IS NOT NULL)) THEN 'over_age_with_pension'::text WHEN ((s.scheme = 'over_age'::text) AND (r.month > ((b.born_month + (p.oldest_years * 12)) + 11))) THEN 'over_age_past_limit'::text WHEN ((s.scheme = 'intern'::text) AND (s.start_month < (b.born_month + (p.youngest_years * 12)))) THEN 'intern_too_young'::text ELSE NULL::text END, s.start_month, b.retire_latest_month
  ->  Hash Left Join
        Hash Cond: (s.person_key = q.person_key)
        Join Filter: (q.retired_day < r_1.next_day)
        Filter: (CASE WHEN ((s.scheme = 'employee'::text) AND (r.month > b.retire_latest_month)) THEN 'employee_past_retirement'::text WHEN ((s.scheme = 'over_age'::text) AND (q.retired_month IS NOT NULL)) THEN 'over_age_with_pension'::text WHEN ((s.scheme = 'over_age'::text) AND (r.month > ((b.born_month + (p.oldest_years * 12)) + 11))) THEN 'over_age_past_limit'::text WHEN ((s.scheme = 'intern'::text) AND (s.start_month < (b.born_month + (p.youngest_years * 12)))) THEN 'intern_too_young'::text ELSE NULL::text END IS NOT NULL)
        ->  Merge Join
              Merge Cond: (p.district = e.district)
              ->  Sort
                    Sort Key: p.district
                    ->  Nested Loop
                          ->  Seq Scan on run r
                          ->  Seq Scan on parameters p
              ->  Sort
                    Sort Key: e.district
                    ->  Hash Join
                          Hash Cond: (s.employer_key = e.employer_key)
                          ->  Hash Right Join
                                Hash Cond: (b.person_key = s.person_key)
                                ->  Seq Scan on identities b
                                ->  Hash
                                      ->  Nested Loop
                                            Join Filter: ((s.start_month <= r_1.month) AND (s.end_month > r_1.month))
                                            ->  Seq Scan on run r_1
                                            ->  Seq Scan on enrolment_spans s
                          ->  Hash
                                ->  Seq Scan on employers e
        ->  Hash
              ->  Seq Scan on pensioners q
*/
