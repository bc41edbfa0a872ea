/* title: 领取待遇后随即停保 */
/* title_en: Gone as soon as the benefit was paid */
/* measure: 8 */
/* citation: 《社会保险法》第六十三条、第八十八条；《社会保险经办条例》第三十七条 */
/* severity: 1 */
/* version: 1 */
/* inputs: claims, injuries, spans, employers */
/* optional: pensioners, deaths */
/* parameter: months = 2 | 月 | 支付后几个月内停保 */
/* parameter: short_cover_months = 12 | 月 | 受伤前参保不足几个月的等级提高 */
/* exception: 随即在他处参保；解除时支付的一次性工伤医疗补助金；工亡待遇；退休、死亡 */
/* next_step: 核查劳动关系是否真实、何时终止，疑似为领取待遇而参保的移送稽核 */
WITH paid AS (
  SELECT
    c.claim_no,
    c.matter_no,
    c.person_key,
    c.employer_key,
    c.paid_day,
    c.paid_month,
    c.amount,
    i.injured_month
  FROM claims AS c
  JOIN injuries AS i
    ON i.matter_no = c.matter_no AND i.person_key = c.person_key
  CROSS JOIN run AS r
  WHERE
    c.paid_day < r.next_day
    AND NOT c.benefit IN (
      'injury_medical_subsidy',
      'funeral_subsidy',
      'death_lump_sum',
      'dependants_pension'
    )
), gone AS (
  SELECT
    d.claim_no,
    MAX(s.start_month) AS start_month,
    MAX(s.end_month) AS end_month
  FROM paid AS d
  JOIN spans AS s
    ON s.person_key = d.person_key
    AND s.employer_key = d.employer_key
    AND s.start_month <= d.paid_month
  GROUP BY
    d.claim_no
)
SELECT
  d.person_key,
  d.employer_key,
  e.district,
  d.claim_no AS subject,
  d.paid_day,
  g.end_month AS left_month,
  g.start_month,
  d.amount AS amount_fen,
  CASE WHEN d.injured_month - g.start_month < p.short_cover_months THEN 2 ELSE 1 END AS severity
FROM paid AS d
JOIN gone AS g
  ON g.claim_no = d.claim_no
CROSS JOIN run AS r
JOIN employers AS e
  ON e.employer_key = d.employer_key
JOIN parameters AS p
  ON p.district = e.district
WHERE
  g.end_month > d.paid_month
  AND g.end_month <= d.paid_month + p.months
  AND g.end_month <= r.month
  AND NOT EXISTS(
    SELECT
      1
    FROM spans AS o
    WHERE
      o.person_key = d.person_key
      AND o.start_month <= r.month
      AND o.end_month > g.end_month
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM pensioners AS q
    WHERE
      q.person_key = d.person_key AND q.retired_day < r.next_day
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM deaths AS t
    WHERE
      t.person_key = d.person_key AND t.died_day < r.next_day
  )

/* plan at 20000 persons and 12 months
Nested Loop Anti Join
  Join Filter: (q.retired_day < r.next_day)
  CTE paid
    ->  Nested Loop
          ->  Nested Loop
                Join Filter: (c.paid_day < r_1.next_day)
                ->  Seq Scan on run r_1
                ->  Seq Scan on claims c
                      Filter: (benefit <> ALL ('{injury_medical_subsidy,funeral_subsidy,death_lump_sum,dependants_pension}'::text[]))
          ->  Index Scan using injuries_person_key_idx on injuries i
                Index Cond: (person_key = c.person_key)
                Filter: (matter_no = c.matter_no)
  ->  Nested Loop Anti Join
        Join Filter: ((o.start_month <= r.month) AND (o.end_month > (max(s.end_month))))
        ->  Hash Anti Join
              Hash Cond: (d.person_key = t.person_key)
              Join Filter: (t.died_day < r.next_day)
              ->  Nested Loop
                    Join Filter: ((max(s.end_month)) <= r.month)
                    ->  Seq Scan on run r
                    ->  Hash Join
                          Hash Cond: (p.district = e.district)
                          Join Filter: ((max(s.end_month)) <= (d.paid_month + p.months))
                          ->  Seq Scan on parameters p
                          ->  Hash
                                ->  Nested Loop
                                      ->  Nested Loop
                                            Join Filter: (((max(s.end_month)) > d.paid_month) AND (d.claim_no = d_1.claim_no))
                                            ->  CTE Scan on paid d
                                            ->  GroupAggregate
                                                  Group Key: d_1.claim_no
                                                  ->  Sort
                                                        Sort Key: d_1.claim_no
                                                        ->  Nested Loop
                                                              ->  CTE Scan on paid d_1
                                                              ->  Index Scan using spans_employer_key_person_key_idx on spans s
                                                                    Index Cond: ((employer_key = d_1.employer_key) AND (person_key = d_1.person_key))
                                                                    Filter: (start_month <= d_1.paid_month)
                                      ->  Index Scan using employers_employer_key_idx on employers e
                                            Index Cond: (employer_key = d.employer_key)
              ->  Hash
                    ->  Seq Scan on deaths t
        ->  Index Scan using spans_person_key_idx on spans o
              Index Cond: (person_key = d.person_key)
  ->  Index Scan using pensioners_person_key_idx on pensioners q
        Index Cond: (person_key = d.person_key)
*/
