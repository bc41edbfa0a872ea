/* title: 死亡后仍发放定期待遇 */
/* title_en: Periodic benefits paid after death */
/* measure: 38 */
/* citation: 《工伤保险条例》第四十二条；《社会保险经办条例》第二十五条、第二十六条 */
/* severity: 3 */
/* version: 1 */
/* inputs: periodic, deaths */
/* optional: persons */
/* exception: 死亡当月照发；已停发；同名者证件号码不同 */
/* next_step: 立即停发，追回死亡次月起多发的待遇 */
WITH dead AS (
  SELECT
    t.person_key,
    MAX(t.died_day) AS died_day,
    MAX(t.died_month) AS died_month,
    MIN(t.name_key) AS name_key
  FROM deaths AS t
  CROSS JOIN run AS r
  WHERE
    t.died_day < r.next_day
  GROUP BY
    t.person_key
), paid AS (
  SELECT
    b.person_key,
    b.benefit,
    b.amount,
    x.died_day,
    x.died_month,
    x.name_key,
    CASE
      WHEN NOT b.stopped_month IS NULL AND b.stopped_month < r.month
      THEN b.stopped_month
      ELSE r.month
    END AS last_month
  FROM periodic AS b
  JOIN dead AS x
    ON x.person_key = b.person_key
  CROSS JOIN run AS r
  WHERE
    b.month <= r.month
)
SELECT
  p.person_key,
  p.benefit AS subject,
  p.died_month + 1 AS period,
  p.died_day,
  p.last_month,
  p.last_month - p.died_month AS months,
  p.amount * (
    p.last_month - p.died_month
  ) AS overpaid_fen,
  CASE
    WHEN NOT p.name_key IS NULL AND NOT n.name_key IS NULL AND p.name_key <> n.name_key
    THEN 1
    ELSE 3
  END AS severity
FROM paid AS p
LEFT JOIN persons AS n
  ON n.person_key = p.person_key
CROSS JOIN parameters AS q
WHERE
  q.district = '' AND p.last_month > p.died_month

/* plan at 20000 persons and 12 months
Nested Loop
  ->  Nested Loop Left Join
        ->  Nested Loop
              Join Filter: ((b.month <= r.month) AND (CASE WHEN ((b.stopped_month IS NOT NULL) AND (b.stopped_month < r.month)) THEN b.stopped_month ELSE r.month END > x.died_month))
              ->  Seq Scan on run r
              ->  Hash Join
                    Hash Cond: (b.person_key = x.person_key)
                    ->  Seq Scan on periodic b
                    ->  Hash
                          ->  Subquery Scan on x
                                ->  HashAggregate
                                      Group Key: t.person_key
                                      ->  Nested Loop
                                            Join Filter: (t.died_day < r_1.next_day)
                                            ->  Seq Scan on run r_1
                                            ->  Seq Scan on deaths t
        ->  Index Scan using persons_person_key_idx on persons n
              Index Cond: (person_key = b.person_key)
  ->  Seq Scan on parameters q
        Filter: (district = ''::text)
*/
