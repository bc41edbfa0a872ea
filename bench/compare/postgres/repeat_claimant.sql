/* title: 不同单位同一部位再次受伤 */
/* title_en: The same part hurt again at another employer */
/* measure: 41 */
/* citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: injuries, employers */
/* parameter: window_months = 24 | 月 | 两次受伤相隔不超过几个月 */
/* exception: 同一危险岗位再次受伤；部位不同；相隔两年以上 */
/* next_step: 调阅两次影像和鉴定资料比对 */
SELECT
  b.person_key,
  b.employer_key,
  e.district,
  b.matter_no AS subject,
  b.injured_day,
  MAX(a.injured_day) AS earlier_injured_day,
  b.body_part,
  COUNT(*) AS times
FROM injuries AS b
CROSS JOIN run AS r
JOIN injuries AS a
  ON a.person_key = b.person_key
  AND a.injured_minute < b.injured_minute
  AND a.body_part = b.body_part
  AND a.employer_key <> b.employer_key
JOIN employers AS e
  ON e.employer_key = b.employer_key
JOIN parameters AS p
  ON p.district = e.district
WHERE
  b.injured_day < r.next_day
  AND b.injured_month - a.injured_month <= p.window_months
GROUP BY
  b.person_key,
  b.employer_key,
  e.district,
  b.matter_no,
  b.injured_day,
  b.body_part

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: b.person_key, b.employer_key, e.district, b.matter_no, b.injured_day, b.body_part
  ->  Sort
        Sort Key: b.person_key, b.employer_key, e.district, b.matter_no, b.injured_day, b.body_part
        ->  Hash Join
              Hash Cond: (p.district = e.district)
              Join Filter: ((b.injured_month - a.injured_month) <= p.window_months)
              ->  Seq Scan on parameters p
              ->  Hash
                    ->  Nested Loop
                          ->  Hash Join
                                Hash Cond: ((a.person_key = b.person_key) AND (a.body_part = b.body_part))
                                Join Filter: ((a.injured_minute < b.injured_minute) AND (a.employer_key <> b.employer_key))
                                ->  Seq Scan on injuries a
                                ->  Hash
                                      ->  Nested Loop
                                            Join Filter: (b.injured_day < r.next_day)
                                            ->  Seq Scan on run r
                                            ->  Seq Scan on injuries b
                          ->  Index Scan using employers_employer_key_idx on employers e
                                Index Cond: (employer_key = b.employer_key)
*/
