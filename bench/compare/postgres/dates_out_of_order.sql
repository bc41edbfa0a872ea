/* title: 材料时间矛盾 */
/* title_en: Papers whose dates contradict each other */
/* measure: 41 */
/* citation: 《工伤认定办法》第六条、第九条；《工伤保险条例》第十八条 */
/* severity: 2 */
/* version: 1 */
/* inputs: injuries */
/* optional: employment, employers */
/* parameter: minutes = 0 | 分钟 | 容许的时间误差 */
/* exception: 有更早的劳动合同；初诊时间未填写 */
/* next_step: 与医院信息系统、劳动合同原件核对 */
WITH judged AS (
  SELECT
    i.*,
    e.district,
    CASE WHEN i.first_visit_minute < i.injured_minute - p.minutes THEN 1 ELSE 0 END AS visited_before,
    CASE WHEN i.reported_minute < i.injured_minute - p.minutes THEN 1 ELSE 0 END AS reported_before,
    CASE WHEN i.applied_day < i.injured_day THEN 1 ELSE 0 END AS applied_before,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM employment AS g
        WHERE
          g.person_key = i.person_key
          AND g.employer_key = i.employer_key
          AND g.started_day > i.injured_day
      )
      AND NOT EXISTS(
        SELECT
          1
        FROM employment AS g
        WHERE
          g.person_key = i.person_key
          AND g.employer_key = i.employer_key
          AND g.started_day <= i.injured_day
      )
      THEN 1
      ELSE 0
    END AS contract_after
  FROM injuries AS i
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  LEFT JOIN employers AS e
    ON e.employer_key = i.employer_key
  WHERE
    i.injured_day < r.next_day
)
SELECT
  j.person_key,
  j.employer_key,
  j.district,
  j.matter_no AS subject,
  j.injured_minute,
  j.first_visit_minute,
  j.reported_minute,
  j.applied_day,
  j.visited_before,
  j.reported_before,
  j.applied_before,
  j.contract_after
FROM judged AS j
WHERE
  j.visited_before + j.reported_before + j.applied_before + j.contract_after > 0

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: ((((CASE WHEN (i.first_visit_minute < (i.injured_minute - p.minutes)) THEN 1 ELSE 0 END + CASE WHEN (i.reported_minute < (i.injured_minute - p.minutes)) THEN 1 ELSE 0 END) + CASE WHEN (i.applied_day < i.injured_day) THEN 1 ELSE 0 END) + CASE WHEN (EXISTS(SubPlan 3) AND (NOT EXISTS(SubPlan 4))) THEN 1 ELSE 0 END) > 0)
  ->  Nested Loop Left Join
        ->  Nested Loop
              Join Filter: (i.injured_day < r.next_day)
              ->  Seq Scan on run r
              ->  Seq Scan on injuries i
        ->  Index Scan using employers_employer_key_idx on employers e
              Index Cond: (employer_key = i.employer_key)
  ->  Materialize
        ->  Seq Scan on parameters p
              Filter: (district = ''::text)
  SubPlan 1
    ->  Index Scan using employment_employer_key_person_key_idx on employment g
          Index Cond: ((employer_key = i.employer_key) AND (person_key = i.person_key))
          Filter: (started_day > i.injured_day)
  SubPlan 2
    ->  Index Scan using employment_employer_key_person_key_idx on employment g_1
          Index Cond: ((employer_key = i.employer_key) AND (person_key = i.person_key))
          Filter: (started_day <= i.injured_day)
  SubPlan 3
    ->  Index Scan using employment_employer_key_person_key_idx on employment g_2
          Index Cond: ((employer_key = i.employer_key) AND (person_key = i.person_key))
          Filter: (started_day > i.injured_day)
  SubPlan 4
    ->  Index Scan using employment_employer_key_person_key_idx on employment g_3
          Index Cond: ((employer_key = i.employer_key) AND (person_key = i.person_key))
          Filter: (started_day <= i.injured_day)
*/
