/* title: 代理人集中 */
/* title_en: One agent in many matters of unrelated employers */
/* measure: 41 */
/* citation: 《社会保险法》第八十八条；《社会保险经办条例》第三十七条 */
/* severity: 1 */
/* version: 1 */
/* inputs: injuries */
/* optional: employers */
/* parameter: matters = 5 | 件 | 十二个月内至少几件 */
/* parameter: employers = 3 | 家 | 涉及至少几家用人单位 */
/* parameter: window_months = 12 | 月 | 几个月之内 */
/* exception: 单位自己的人事人员代办本单位案件；代理件数较少；相隔较久 */
/* next_step: 并案审查同一代理人的材料，重点核对证据来源；代理本身合法，不得据此不予认定 */
WITH agents AS (
  SELECT
    i.agent_key,
    COUNT(DISTINCT i.matter_no) AS matters,
    COUNT(DISTINCT i.employer_key) AS employers
  FROM injuries AS i
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    NOT i.agent_key IS NULL
    AND i.injured_month <= r.month
    AND i.injured_month > r.month - p.window_months
  GROUP BY
    i.agent_key
)
SELECT
  i.person_key,
  i.employer_key,
  e.district,
  i.matter_no AS subject,
  a.matters,
  a.employers
FROM injuries AS i
CROSS JOIN run AS r
JOIN agents AS a
  ON a.agent_key = i.agent_key
JOIN parameters AS p
  ON p.district = ''
LEFT JOIN employers AS e
  ON e.employer_key = i.employer_key
WHERE
  a.matters >= p.matters
  AND a.employers >= p.employers
  AND i.injured_month <= r.month
  AND i.injured_month > r.month - p.window_months

/* plan at 20000 persons and 12 months
Nested Loop Left Join
  ->  Nested Loop
        Join Filter: ((a.matters >= p.matters) AND (a.employers >= p.employers) AND (i.injured_month > (r.month - p.window_months)))
        ->  Seq Scan on parameters p
              Filter: (district = ''::text)
        ->  Materialize
              ->  Nested Loop
                    Join Filter: (i.injured_month <= r.month)
                    ->  Seq Scan on run r
                    ->  Hash Join
                          Hash Cond: (i.agent_key = a.agent_key)
                          ->  Seq Scan on injuries i
                          ->  Hash
                                ->  Subquery Scan on a
                                      ->  GroupAggregate
                                            Group Key: i_1.agent_key
                                            ->  Sort
                                                  Sort Key: i_1.agent_key, i_1.matter_no
                                                  ->  Nested Loop
                                                        Join Filter: (i_1.injured_month > (r_1.month - p_1.window_months))
                                                        ->  Seq Scan on parameters p_1
                                                              Filter: (district = ''::text)
                                                        ->  Materialize
                                                              ->  Nested Loop
                                                                    Join Filter: (i_1.injured_month <= r_1.month)
                                                                    ->  Seq Scan on run r_1
                                                                    ->  Seq Scan on injuries i_1
                                                                          Filter: (agent_key IS NOT NULL)
  ->  Index Scan using employers_employer_key_idx on employers e
        Index Cond: (employer_key = i.employer_key)
*/
