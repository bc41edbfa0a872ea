/* title: 定期待遇领取资格存疑 */
/* title_en: Receivers of periodic benefits whose conditions are in doubt */
/* measure: 41 */
/* citation: 《工伤保险条例》第四十二条；《因工死亡职工供养亲属范围规定》第四条；《社会保险经办条例》第二十六条 */
/* severity: 2 */
/* version: 1 */
/* inputs: periodic */
/* optional: identities, declarations */
/* parameter: verify_months = 12 | 月 | 资格认证的有效期 */
/* parameter: child_years = 18 | 周岁 | 供养子女的年龄上限 */
/* exception: 已停发；认证未满一年；完全丧失劳动能力的成年子女；开始领取时已成年的亲属 */
/* next_step: 通知办理资格认证，不再符合条件的停发 */
WITH judged AS (
  SELECT
    b.person_key,
    b.benefit,
    b.month,
    b.amount,
    b.verified_day,
    b.verified_month,
    i.born_month,
    CASE
      WHEN b.verified_month IS NULL OR r.month - b.verified_month > p.verify_months
      THEN 1
      ELSE 0
    END AS is_unverified,
    CASE
      WHEN b.benefit = 'dependants_pension'
      AND b.month < i.born_month + p.child_years * 12
      AND r.month > i.born_month + p.child_years * 12
      THEN 1
      ELSE 0
    END AS is_grown,
    CASE
      WHEN b.benefit = 'dependants_pension'
      AND EXISTS(
        SELECT
          1
        FROM declarations AS d
        WHERE
          d.person_key = b.person_key AND d.month = r.month
      )
      THEN 1
      ELSE 0
    END AS is_employed
  FROM periodic AS b
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  LEFT JOIN identities AS i
    ON i.person_key = b.person_key
  WHERE
    b.month <= r.month AND (
      b.stopped_day IS NULL OR b.stopped_day >= r.next_day
    )
)
SELECT
  j.person_key,
  j.benefit AS subject,
  j.amount AS amount_fen,
  j.verified_day,
  j.is_unverified,
  j.is_grown,
  j.is_employed,
  CASE WHEN j.is_grown + j.is_employed > 0 THEN 3 ELSE 2 END AS severity
FROM judged AS j
WHERE
  j.is_unverified + j.is_grown + j.is_employed > 0

/* plan at 20000 persons and 12 months
Nested Loop
  Join Filter: (((CASE WHEN ((b.verified_month IS NULL) OR ((r.month - b.verified_month) > p.verify_months)) THEN 1 ELSE 0 END + CASE WHEN ((b.benefit = 'dependants_pension'::text) AND (b.month < (i.born_month + (p.child_years * 12))) AND (r.month > (i.born_month + (p.child_years * 12)))) THEN 1 ELSE 0 END) + CASE WHEN ((b.benefit = 'dependants_pension'::text) AND EXISTS(SubPlan 5)) THEN 1 ELSE 0 END) > 0)
  ->  Nested Loop Left Join
        ->  Nested Loop
              Join Filter: ((b.month <= r.month) AND ((b.stopped_day IS NULL) OR (b.stopped_day >= r.next_day)))
              ->  Seq Scan on run r
              ->  Seq Scan on periodic b
        ->  Index Scan using identities_person_key_idx on identities i
              Index Cond: (person_key = b.person_key)
  ->  Materialize
        ->  Seq Scan on parameters p
              Filter: (district = ''::text)
  SubPlan 1
    ->  Index Scan using declarations_person_key_idx on declarations d
          Index Cond: (person_key = b.person_key)
          Filter: (month = r.month)
  SubPlan 3
    ->  Index Scan using declarations_person_key_idx on declarations d_1
          Index Cond: (person_key = b.person_key)
          Filter: (month = r.month)
  SubPlan 5
    ->  Index Scan using declarations_person_key_idx on declarations d_2
          Index Cond: (person_key = b.person_key)
          Filter: (month = r.month)
*/
