/* title: 多人共用账号或电话 */
/* title_en: One account or phone for several claimants */
/* measure: 41 */
/* citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条 */
/* severity: 2 */
/* version: 1 */
/* inputs: claims, injuries */
/* optional: employers */
/* parameter: persons = 3 | 人 | 共用一个账号或电话的至少几人 */
/* exception: 夫妻二人共用；同一人多笔待遇 */
/* next_step: 核实账户归属和申领意愿，查明是否代领 */
WITH accounts AS (
  SELECT
    c.account_key,
    COUNT(DISTINCT c.person_key) AS persons
  FROM claims AS c
  CROSS JOIN run AS r
  WHERE
    NOT c.account_key IS NULL AND (
      c.paid_day IS NULL OR c.paid_day < r.next_day
    )
  GROUP BY
    c.account_key
), phones AS (
  SELECT
    i.phone_key,
    COUNT(DISTINCT i.person_key) AS persons
  FROM injuries AS i
  CROSS JOIN run AS r
  WHERE
    NOT i.phone_key IS NULL AND i.injured_day < r.next_day
  GROUP BY
    i.phone_key
)
SELECT
  c.person_key,
  c.employer_key,
  e.district,
  c.claim_no AS subject,
  'account' AS shared,
  a.persons,
  c.amount AS amount_fen
FROM claims AS c
CROSS JOIN run AS r
JOIN accounts AS a
  ON a.account_key = c.account_key
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN employers AS e
  ON e.employer_key = c.employer_key
WHERE
  a.persons >= p.persons AND (
    c.paid_day IS NULL OR c.paid_day < r.next_day
  )
UNION ALL
SELECT
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no,
  'phone',
  h.persons,
  NULL
FROM injuries AS i
CROSS JOIN run AS r
JOIN phones AS h
  ON h.phone_key = i.phone_key
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN employers AS e
  ON e.employer_key = i.employer_key
WHERE
  h.persons >= p.persons AND i.injured_day < r.next_day

/* plan at 20000 persons and 12 months
Append
  ->  Nested Loop
        Join Filter: (a.persons >= p.persons)
        ->  Nested Loop Left Join
              ->  Nested Loop
                    Join Filter: ((c.paid_day IS NULL) OR (c.paid_day < r.next_day))
                    ->  Seq Scan on run r
                    ->  Hash Join
                          Hash Cond: (c.account_key = a.account_key)
                          ->  Seq Scan on claims c
                          ->  Hash
                                ->  Subquery Scan on a
                                      ->  GroupAggregate
                                            Group Key: c_1.account_key
                                            ->  Sort
                                                  Sort Key: c_1.account_key, c_1.person_key
                                                  ->  Nested Loop
                                                        Join Filter: ((c_1.paid_day IS NULL) OR (c_1.paid_day < r_1.next_day))
                                                        ->  Seq Scan on run r_1
                                                        ->  Seq Scan on claims c_1
                                                              Filter: (account_key IS NOT NULL)
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = c.employer_key)
        ->  Materialize
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
  ->  Nested Loop
        Join Filter: (h.persons >= p_1.persons)
        ->  Nested Loop Left Join
              ->  Nested Loop
                    Join Filter: (i.injured_day < r_2.next_day)
                    ->  Seq Scan on run r_2
                    ->  Hash Join
                          Hash Cond: (i.phone_key = h.phone_key)
                          ->  Seq Scan on injuries i
                          ->  Hash
                                ->  Subquery Scan on h
                                      ->  GroupAggregate
                                            Group Key: i_1.phone_key
                                            ->  Sort
                                                  Sort Key: i_1.phone_key, i_1.person_key
                                                  ->  Nested Loop
                                                        Join Filter: (i_1.injured_day < r_3.next_day)
                                                        ->  Seq Scan on run r_3
                                                        ->  Seq Scan on injuries i_1
                                                              Filter: (phone_key IS NOT NULL)
              ->  Index Scan using employers_employer_key_idx on employers e_1
                    Index Cond: (employer_key = i.employer_key)
        ->  Materialize
              ->  Seq Scan on parameters p_1
                    Filter: (district = ''::text)
*/
