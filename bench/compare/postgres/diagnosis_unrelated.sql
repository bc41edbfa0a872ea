/* title: 结算诊断与工伤无关 */
/* title_en: Diagnoses that no accident explains, billed as work injury */
/* measure: 41 */
/* citation: 《社会保险经办条例》第四十三条；《工伤保险条例》第三十条第三款（非工伤引发的疾病按基本医疗保险办理） */
/* severity: 2 */
/* version: 1 */
/* inputs: visits, injuries */
/* parameter: days = 30 | 日 | 受伤后几日内的住院视为可能的并发症 */
/* exception: 职业病；受伤后短期住院的并发症；诊断未按ICD-10编码；医疗保险结算 */
/* next_step: 调取病案由医疗专家审核，非工伤费用转基本医疗保险 */
WITH first_injury AS (
  SELECT
    i.person_key,
    MIN(i.injured_day) AS injured_day,
    MAX(CASE WHEN i.article LIKE '14-4%' THEN 1 ELSE 0 END) AS has_disease
  FROM injuries AS i
  GROUP BY
    i.person_key
)
SELECT
  v.person_key,
  v.bill_no AS subject,
  v.visited_month AS period,
  v.hospital,
  v.visited_day,
  v.diagnosis,
  v.amount AS amount_fen
FROM visits AS v
JOIN first_injury AS f
  ON f.person_key = v.person_key
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
WHERE
  v.settled_by = 'work_injury'
  AND v.visited_day < r.next_day
  AND f.has_disease = 0
  AND SUBSTRING(v.diagnosis FROM 1 FOR 1) IN ('A', 'B', 'C', 'D', 'E', 'J', 'K', 'L', 'N', 'O', 'P', 'Q')
  AND SUBSTRING(v.diagnosis FROM 2 FOR 1) IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
  AND (
    v.kind = 'out' OR v.visited_day - f.injured_day > p.days
  )

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: ((v.kind = 'out'::text) OR ((v.visited_day - (min(i.injured_day))) > p.days))
  ->  Nested Loop
        Join Filter: (v.visited_day < r.next_day)
        ->  Nested Loop
              ->  HashAggregate
                    Group Key: i.person_key
                    Filter: (max(CASE WHEN (i.article ~~ '14-4%'::text) THEN 1 ELSE 0 END) = 0)
                    ->  Seq Scan on injuries i
              ->  Index Scan using visits_person_key_idx on visits v
                    Index Cond: (person_key = i.person_key)
                    Filter: ((settled_by = 'work_injury'::text) AND (SUBSTRING(diagnosis FROM 1 FOR 1) = ANY ('{A,B,C,D,E,J,K,L,N,O,P,Q}'::text[])) AND (SUBSTRING(diagnosis FROM 2 FOR 1) = ANY ('{0,1,2,3,4,5,6,7,8,9}'::text[])))
        ->  Seq Scan on run r
  ->  Seq Scan on parameters p
        Filter: (district = ''::text)
*/
