/* title: 第三人已付医疗费未扣除 */
/* title_en: Medical fees a third party has paid, paid again by the fund */
/* measure: 41 */
/* citation: 《最高人民法院关于审理工伤保险行政案件若干问题的规定》第八条第三款；《社会保险法》第三十条、第四十二条 */
/* severity: 2 */
/* version: 1 */
/* inputs: third_party, injuries, visits */
/* optional: claims, employers */
/* parameter: percent = 5 | 百分比 | 合计超出医疗费总额多少 */
/* exception: 第三人仅赔付误工、伤残等其他项目；基金只支付了差额；赔付与本次受伤无关 */
/* next_step: 调取判决书或调解书，就重复支付的医疗费追回 */
WITH paid AS (
  SELECT
    t.person_key,
    SUM(t.amount) AS amount,
    MIN(t.paid_day) AS paid_day
  FROM third_party AS t
  CROSS JOIN run AS r
  WHERE
    t.kind = 'medical' AND t.paid_day < r.next_day
  GROUP BY
    t.person_key
), hurt AS (
  SELECT
    i.person_key,
    MAX(i.matter_no) AS matter_no,
    MAX(i.employer_key) AS employer_key,
    MIN(i.injured_day) AS injured_day
  FROM injuries AS i
  JOIN paid AS t
    ON t.person_key = i.person_key AND i.injured_day <= t.paid_day
  GROUP BY
    i.person_key
), bills AS (
  SELECT
    v.person_key,
    SUM(v.amount) AS total,
    SUM(CASE WHEN v.settled_by = 'work_injury' THEN v.amount ELSE 0 END) AS by_fund
  FROM visits AS v
  JOIN hurt AS h
    ON h.person_key = v.person_key AND v.visited_day >= h.injured_day
  CROSS JOIN run AS r
  WHERE
    v.visited_day < r.next_day
  GROUP BY
    v.person_key
), claimed AS (
  SELECT
    c.person_key,
    SUM(c.amount) AS amount
  FROM claims AS c
  CROSS JOIN run AS r
  WHERE
    c.benefit = 'medical_fees' AND c.paid_day < r.next_day
  GROUP BY
    c.person_key
)
SELECT
  h.person_key,
  h.employer_key,
  e.district,
  h.matter_no AS subject,
  t.amount AS third_party_fen,
  b.total AS bills_fen,
  b.by_fund + COALESCE(c.amount, 0) AS by_fund_fen,
  t.paid_day
FROM hurt AS h
JOIN paid AS t
  ON t.person_key = h.person_key
JOIN bills AS b
  ON b.person_key = h.person_key
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN claimed AS c
  ON c.person_key = h.person_key
LEFT JOIN employers AS e
  ON e.employer_key = h.employer_key
WHERE
  b.by_fund + COALESCE(c.amount, 0) > 0
  AND (
    b.by_fund + COALESCE(c.amount, 0) + t.amount
  ) * 100 > b.total * (
    100 + p.percent
  )

/* plan at 20000 persons and 12 months
Nested Loop Left Join
  CTE paid
    ->  GroupAggregate
          Group Key: t_1.person_key
          ->  Sort
                Sort Key: t_1.person_key
                ->  Nested Loop
                      Join Filter: (t_1.paid_day < r_2.next_day)
                      ->  Seq Scan on run r_2
                      ->  Seq Scan on third_party t_1
                            Filter: (kind = 'medical'::text)
  CTE hurt
    ->  GroupAggregate
          Group Key: i.person_key
          ->  Nested Loop
                ->  CTE Scan on paid t_2
                ->  Index Scan using injuries_person_key_idx on injuries i
                      Index Cond: (person_key = t_2.person_key)
                      Filter: (injured_day <= t_2.paid_day)
  ->  Nested Loop
        Join Filter: ((h.person_key = t.person_key) AND (((((sum(CASE WHEN (v.settled_by = 'work_injury'::text) THEN v.amount ELSE '0'::bigint END)) + COALESCE((sum(c.amount)), '0'::numeric)) + t.amount) * '100'::numeric) > ((sum(v.amount)) * ((100 + p.percent))::numeric)))
        ->  CTE Scan on paid t
        ->  Nested Loop
              ->  Nested Loop Left Join
                    Join Filter: (c.person_key = h.person_key)
                    Filter: (((sum(CASE WHEN (v.settled_by = 'work_injury'::text) THEN v.amount ELSE '0'::bigint END)) + COALESCE((sum(c.amount)), '0'::numeric)) > '0'::numeric)
                    ->  Nested Loop
                          Join Filter: (h.person_key = v.person_key)
                          ->  CTE Scan on hurt h
                          ->  GroupAggregate
                                Group Key: v.person_key
                                ->  Nested Loop
                                      Join Filter: (v.visited_day < r.next_day)
                                      ->  Nested Loop
                                            ->  CTE Scan on hurt h_1
                                            ->  Index Scan using visits_person_key_idx on visits v
                                                  Index Cond: (person_key = h_1.person_key)
                                                  Filter: (visited_day >= h_1.injured_day)
                                      ->  Seq Scan on run r
                    ->  GroupAggregate
                          Group Key: c.person_key
                          ->  Sort
                                Sort Key: c.person_key
                                ->  Nested Loop
                                      Join Filter: (c.paid_day < r_1.next_day)
                                      ->  Seq Scan on claims c
                                            Filter: (benefit = 'medical_fees'::text)
                                      ->  Seq Scan on run r_1
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
  ->  Index Scan using employers_employer_key_idx on employers e
        Index Cond: (employer_key = h.employer_key)
*/
