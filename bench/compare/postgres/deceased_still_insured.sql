/* title: 死亡人员仍在参保缴费 */
/* title_en: The dead still insured and charged */
/* measure: 38 */
/* citation: 《社会保险经办条例》第二十五条；《社会保险法》第五十八条、第六十三条 */
/* severity: 3 */
/* version: 1 */
/* inputs: deaths, charges, employers */
/* optional: persons */
/* exception: 死亡当月照常缴费；同名同生日者证件号码不同；停保之后死亡 */
/* next_step: 自死亡次月起停保，多缴费款退还单位，二十个工作日内办结 */
WITH dead AS (
  SELECT
    t.person_key,
    MAX(t.died_day) AS died_day,
    MAX(t.died_month) AS died_month,
    MIN(t.name_key) AS name_key,
    COUNT(*) AS sources
  FROM deaths AS t
  CROSS JOIN run AS r
  WHERE
    t.died_day < r.next_day
  GROUP BY
    t.person_key
)
SELECT
  c.person_key,
  c.employer_key,
  e.district,
  MIN(c.month) AS period,
  x.died_day,
  MIN(c.month) AS first_month,
  MAX(c.month) AS last_month,
  COUNT(*) AS months,
  SUM(c.charged) AS refund_fen,
  x.sources,
  MAX(
    CASE
      WHEN NOT x.name_key IS NULL AND NOT n.name_key IS NULL AND x.name_key <> n.name_key
      THEN 1
      ELSE 0
    END
  ) AS name_differs,
  MAX(
    CASE
      WHEN NOT x.name_key IS NULL AND NOT n.name_key IS NULL AND x.name_key <> n.name_key
      THEN 1
      ELSE 3
    END
  ) AS severity
FROM dead AS x
JOIN charges AS c
  ON c.person_key = x.person_key AND c.month > x.died_month
CROSS JOIN run AS r
JOIN employers AS e
  ON e.employer_key = c.employer_key
LEFT JOIN persons AS n
  ON n.person_key = x.person_key
WHERE
  c.month <= r.month
GROUP BY
  c.person_key,
  c.employer_key,
  e.district,
  x.died_day,
  x.sources

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: c.person_key, c.employer_key, e.district, (max(t.died_day)), (count(*))
  ->  Incremental Sort
        Sort Key: c.person_key, c.employer_key, e.district, (max(t.died_day)), (count(*))
        Presorted Key: c.person_key
        ->  Nested Loop
              ->  Nested Loop
                    Join Filter: (c.month <= r.month)
                    ->  Nested Loop
                          ->  Nested Loop Left Join
                                ->  GroupAggregate
                                      Group Key: t.person_key
                                      ->  Sort
                                            Sort Key: t.person_key
                                            ->  Nested Loop
                                                  Join Filter: (t.died_day < r_1.next_day)
                                                  ->  Seq Scan on run r_1
                                                  ->  Seq Scan on deaths t
                                ->  Index Scan using persons_person_key_idx on persons n
                                      Index Cond: (person_key = t.person_key)
                          ->  Index Scan using charges_person_key_idx on charges c
                                Index Cond: (person_key = t.person_key)
                                Filter: (month > (max(t.died_month)))
                    ->  Materialize
                          ->  Seq Scan on run r
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = c.employer_key)
*/
