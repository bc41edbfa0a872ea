/* title: 超龄从业人员未参保 */
/* title_en: Workers past the statutory age without any cover */
/* measure: 2 */
/* citation: 苏人社规〔2020〕6号；《工伤保险条例》第二条；国务院关于渐进式延迟法定退休年龄的办法 */
/* severity: 1 */
/* version: 1 */
/* inputs: employers, declarations, payroll */
/* optional: enrolment_spans, identities, pensioners */
/* parameter: consecutive_months = 2 | 月 | 连续发放工资至少几个月 */
/* parameter: oldest_years = 65 | 周岁 | 超龄参保的最高年龄 */
/* parameter: is_mandatory = 0; 2026-07: 1 | 是否 | 强制参保（1）时等级提高 */
/* exception: 已办理退休手续、领取养老金；已超过六十五周岁；女职工身份不明时按较晚年龄；已以任何险种参保；机关 */
/* next_step: 向单位宣传超龄人员参保，列入扩面名单 */
WITH paid AS (
  SELECT
    w.employer_key,
    w.person_key,
    e.district,
    p.consecutive_months,
    p.oldest_years,
    p.is_mandatory,
    COUNT(*) AS months,
    SUM(CASE WHEN w.month = r.month THEN w.income ELSE 0 END) AS income
  FROM payroll AS w
  CROSS JOIN run AS r
  JOIN employers AS e
    ON e.employer_key = w.employer_key
  JOIN parameters AS p
    ON p.district = e.district
  WHERE
    w.kind = 'wage'
    AND w.income > 0
    AND w.month <= r.month
    AND w.month > r.month - p.consecutive_months
    AND NOT e.kind IN ('agency', 'organ', '机关')
    AND (
      e.cancelled_day IS NULL OR e.cancelled_day >= r.next_day
    )
  GROUP BY
    w.employer_key,
    w.person_key,
    e.district,
    p.consecutive_months,
    p.oldest_years,
    p.is_mandatory
)
SELECT
  w.person_key,
  w.employer_key,
  w.district,
  b.retire_latest_month AS period,
  b.retire_latest_month,
  w.income AS income_fen,
  CASE WHEN w.is_mandatory = 1 THEN 3 ELSE 1 END AS severity
FROM paid AS w
JOIN identities AS b
  ON b.person_key = w.person_key
CROSS JOIN run AS r
WHERE
  w.months >= w.consecutive_months
  AND r.month > b.retire_latest_month
  AND r.month <= b.born_month + w.oldest_years * 12
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
    FROM declarations AS d
    WHERE
      d.person_key = w.person_key
      AND d.employer_key = w.employer_key
      AND d.month = r.month
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM enrolment_spans AS s
    WHERE
      s.person_key = w.person_key
      AND s.employer_key = w.employer_key
      AND s.start_month <= r.month
      AND s.end_month > r.month
  )

/* plan at 20000 persons and 12 months
Nested Loop Anti Join
  Join Filter: ((s.start_month <= r.month) AND (s.end_month > r.month))
  ->  Nested Loop Anti Join
        Join Filter: (d.month = r.month)
        ->  Hash Anti Join
              Hash Cond: (w.person_key = q.person_key)
              Join Filter: (q.retired_day < r.next_day)
              ->  Hash Join
                    Hash Cond: (w.person_key = b.person_key)
                    Join Filter: (r.month <= (b.born_month + (p.oldest_years * 12)))
                    ->  HashAggregate
                          Group Key: w.employer_key, w.person_key, e.district, p.consecutive_months, p.oldest_years, p.is_mandatory
                          Filter: (count(*) >= p.consecutive_months)
                          ->  Hash Join
                                Hash Cond: (w.employer_key = e.employer_key)
                                Join Filter: (((e.cancelled_day IS NULL) OR (e.cancelled_day >= r_1.next_day)) AND (w.month > (r_1.month - p.consecutive_months)))
                                ->  Nested Loop
                                      ->  Seq Scan on run r_1
                                      ->  Index Scan using payroll_month_idx on payroll w
                                            Index Cond: (month <= r_1.month)
                                            Filter: ((income > 0) AND (kind = 'wage'::text))
                                ->  Hash
                                      ->  Merge Join
                                            Merge Cond: (p.district = e.district)
                                            ->  Sort
                                                  Sort Key: p.district
                                                  ->  Seq Scan on parameters p
                                            ->  Sort
                                                  Sort Key: e.district
                                                  ->  Seq Scan on employers e
                                                        Filter: (kind <> ALL ('{agency,organ,机关}'::text[]))
                    ->  Hash
                          ->  Nested Loop
                                Join Filter: (r.month > b.retire_latest_month)
                                ->  Seq Scan on run r
                                ->  Seq Scan on identities b
              ->  Hash
                    ->  Seq Scan on pensioners q
        ->  Index Scan using declarations_employer_key_person_key_idx on declarations d
              Index Cond: ((employer_key = w.employer_key) AND (person_key = w.person_key))
  ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s
        Index Cond: (person_key = w.person_key)
        Filter: (employer_key = w.employer_key)
*/
