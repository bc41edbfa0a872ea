/* title: 近退休人员一次性工伤医疗补助金 */
/* title_en: The injury medical subsidy near retirement */
/* measure: 42 */
/* citation: 《江苏省实施〈工伤保险条例〉办法》（省政府令第103号）第二十七条、第二十八条；《社会保险法》第八十八条 */
/* severity: 3 */
/* version: 1 */
/* inputs: claims, identities */
/* optional: spans, payroll, pensioners, relations, employers, injuries, assessments */
/* parameter: near_months = 60 | 月 | 距法定退休年龄不足几个月 */
/* parameter: return_months = 6 | 月 | 解除后几个月内重新参保 */
/* parameter: grade_5_fen = 20000000 | 分 | 五级补助金标准 */
/* parameter: grade_6_fen = 16000000 | 分 | 六级补助金标准 */
/* parameter: grade_7_fen = 12000000 | 分 | 七级补助金标准 */
/* parameter: grade_8_fen = 8000000 | 分 | 八级补助金标准 */
/* parameter: grade_9_fen = 5000000 | 分 | 九级补助金标准 */
/* parameter: grade_10_fen = 3000000 | 分 | 十级补助金标准 */
/* exception: 到无关联单位就业；次月发放离职结算工资；真实中断后重新入职；单位提出解除不适用递减 */
/* next_step: 暂缓支付或追回，核对解除证据、停保和工资记录、退休手续 */
WITH ended AS (
  SELECT
    c.claim_no,
    c.matter_no,
    c.person_key,
    c.employer_key,
    c.amount,
    c.ended_day,
    c.ended_month,
    c.ended_by,
    c.paid_day,
    b.retire_latest_month,
    b.retire_latest_month - c.ended_month AS months_left
  FROM claims AS c
  JOIN identities AS b
    ON b.person_key = c.person_key
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  WHERE
    c.benefit = 'injury_medical_subsidy'
    AND c.ended_day < r.next_day
    AND (
      c.paid_day IS NULL OR c.paid_day < r.next_day
    )
    AND b.retire_latest_month - c.ended_month < p.near_months
), kin AS (
  SELECT
    n.claim_no,
    n.employer_key
  FROM ended AS n
  UNION
  SELECT
    n.claim_no,
    k.to_employer_key
  FROM ended AS n
  JOIN relations AS k
    ON k.from_employer_key = n.employer_key
  UNION
  SELECT
    n.claim_no,
    k.from_employer_key
  FROM ended AS n
  JOIN relations AS k
    ON k.to_employer_key = n.employer_key
  UNION
  SELECT
    n.claim_no,
    b.employer_key
  FROM ended AS n
  JOIN employers AS a
    ON a.employer_key = n.employer_key
  JOIN employers AS b
    ON b.legal_person_key = a.legal_person_key
), graded AS (
  SELECT
    n.claim_no,
    MIN(s.grade) AS grade
  FROM ended AS n
  JOIN assessments AS s
    ON s.matter_no = n.matter_no AND s.concluded_day <= n.ended_day
  GROUP BY
    n.claim_no
), judged AS (
  SELECT
    n.*,
    g.grade,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM spans AS s
        JOIN kin AS k
          ON k.employer_key = s.employer_key
        WHERE
          k.claim_no = n.claim_no
          AND s.person_key = n.person_key
          AND s.start_month > n.ended_month
          AND s.start_month <= n.ended_month + p.return_months
          AND s.start_month <= r.month
      )
      THEN 1
      ELSE 0
    END AS came_back,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM spans AS s
        WHERE
          s.employer_key = n.employer_key
          AND s.person_key = n.person_key
          AND s.start_month <= n.ended_month
          AND s.end_month > n.ended_month + 1
      )
      THEN 1
      ELSE 0
    END AS stayed_insured,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM payroll AS w
        WHERE
          w.employer_key = n.employer_key
          AND w.person_key = n.person_key
          AND w.kind = 'wage'
          AND w.income > 0
          AND w.month > n.ended_month + 1
          AND w.month <= n.ended_month + p.return_months
          AND w.month <= r.month
      )
      THEN 1
      ELSE 0
    END AS was_paid_on,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM pensioners AS q
        WHERE
          q.person_key = n.person_key AND q.retired_day <= n.ended_day
      )
      THEN 1
      ELSE 0
    END AS had_retired,
    CASE
      WHEN n.months_left >= 48
      THEN 80
      WHEN n.months_left >= 36
      THEN 60
      WHEN n.months_left >= 24
      THEN 40
      WHEN n.months_left >= 12
      THEN 20
      WHEN n.months_left > 0
      THEN 10
      ELSE 0
    END AS taper_percent,
    CASE g.grade
      WHEN 5
      THEN p.grade_5_fen
      WHEN 6
      THEN p.grade_6_fen
      WHEN 7
      THEN p.grade_7_fen
      WHEN 8
      THEN p.grade_8_fen
      WHEN 9
      THEN p.grade_9_fen
      WHEN 10
      THEN p.grade_10_fen
    END AS standard_fen,
    CASE WHEN i.article LIKE '14-4%' THEN 140 ELSE 100 END AS disease_percent
  FROM ended AS n
  CROSS JOIN run AS r
  JOIN parameters AS p
    ON p.district = ''
  LEFT JOIN graded AS g
    ON g.claim_no = n.claim_no
  LEFT JOIN injuries AS i
    ON i.matter_no = n.matter_no
)
SELECT
  j.person_key,
  j.employer_key,
  e.district,
  j.claim_no AS subject,
  j.ended_month AS period,
  j.ended_day,
  j.ended_by,
  j.retire_latest_month,
  j.months_left,
  j.grade,
  j.amount AS amount_fen,
  j.came_back,
  j.stayed_insured,
  j.was_paid_on,
  j.had_retired,
  CASE WHEN j.ended_by IN ('worker', '本人', '职工本人') THEN j.taper_percent ELSE 100 END AS taper_percent,
  CASE
    WHEN j.ended_by IN ('worker', '本人', '职工本人')
    AND j.amount * 10000 > j.standard_fen * j.taper_percent * j.disease_percent
    THEN 1
    ELSE 0
  END AS is_above_taper
FROM judged AS j
LEFT JOIN employers AS e
  ON e.employer_key = j.employer_key
WHERE
  j.came_back + j.stayed_insured + j.was_paid_on + j.had_retired > 0
  OR (
    j.ended_by IN ('worker', '本人', '职工本人')
    AND j.amount * 10000 > j.standard_fen * j.taper_percent * j.disease_percent
  )

/* plan at 20000 persons and 12 months
Nested Loop Left Join
  CTE ended
    ->  Nested Loop
          Join Filter: ((b.retire_latest_month - c.ended_month) < p_1.near_months)
          ->  Nested Loop
                ->  Nested Loop
                      Join Filter: ((c.ended_day < r_1.next_day) AND ((c.paid_day IS NULL) OR (c.paid_day < r_1.next_day)))
                      ->  Seq Scan on run r_1
                      ->  Seq Scan on claims c
                            Filter: (benefit = 'injury_medical_subsidy'::text)
                ->  Index Scan using identities_person_key_idx on identities b
                      Index Cond: (person_key = c.person_key)
          ->  Seq Scan on parameters p_1
                Filter: (district = ''::text)
  ->  Nested Loop
        Join Filter: (((((CASE WHEN EXISTS(SubPlan 6) THEN 1 ELSE 0 END + CASE WHEN EXISTS(SubPlan 7) THEN 1 ELSE 0 END) + CASE WHEN EXISTS(SubPlan 8) THEN 1 ELSE 0 END) + CASE WHEN EXISTS(SubPlan 9) THEN 1 ELSE 0 END) > 0) OR ((n.ended_by = ANY ('{worker,本人,职工本人}'::text[])) AND ((n.amount * 10000) > ((CASE (min(s.grade)) WHEN 5 THEN p.grade_5_fen WHEN 6 THEN p.grade_6_fen WHEN 7 THEN p.grade_7_fen WHEN 8 THEN p.grade_8_fen WHEN 9 THEN p.grade_9_fen WHEN 10 THEN p.grade_10_fen ELSE NULL::bigint END * CASE WHEN (n.months_left >= 48) THEN 80 WHEN (n.months_left >= 36) THEN 60 WHEN (n.months_left >= 24) THEN 40 WHEN (n.months_left >= 12) THEN 20 WHEN (n.months_left > 0) THEN 10 ELSE 0 END) * CASE WHEN (i.article ~~ '14-4%'::text) THEN 140 ELSE 100 END))))
        ->  Nested Loop Left Join
              ->  Nested Loop Left Join
                    Join Filter: (n_1.claim_no = n.claim_no)
                    ->  Nested Loop
                          ->  CTE Scan on ended n
                          ->  Seq Scan on run r
                    ->  GroupAggregate
                          Group Key: n_1.claim_no
                          ->  Sort
                                Sort Key: n_1.claim_no
                                ->  Hash Join
                                      Hash Cond: (s.matter_no = n_1.matter_no)
                                      Join Filter: (s.concluded_day <= n_1.ended_day)
                                      ->  Seq Scan on assessments s
                                      ->  Hash
                                            ->  CTE Scan on ended n_1
              ->  Index Scan using injuries_matter_no_idx on injuries i
                    Index Cond: (matter_no = n.matter_no)
        ->  Seq Scan on parameters p
              Filter: (district = ''::text)
        SubPlan 6
          ->  Nested Loop
                Join Filter: (s_3.employer_key = n_6.employer_key)
                ->  Index Scan using spans_person_key_idx on spans s_3
                      Index Cond: (person_key = n.person_key)
                      Filter: ((start_month > n.ended_month) AND (start_month <= r.month) AND (start_month <= (n.ended_month + p.return_months)))
                ->  Unique
                      ->  Sort
                            Sort Key: n_6.claim_no, n_6.employer_key
                            ->  Append
                                  ->  CTE Scan on ended n_6
                                        Filter: (claim_no = n.claim_no)
                                  ->  Hash Join
                                        Hash Cond: (k_2.from_employer_key = n_7.employer_key)
                                        ->  Seq Scan on relations k_2
                                        ->  Hash
                                              ->  CTE Scan on ended n_7
                                                    Filter: (claim_no = n.claim_no)
                                  ->  Hash Join
                                        Hash Cond: (k_3.to_employer_key = n_8.employer_key)
                                        ->  Seq Scan on relations k_3
                                        ->  Hash
                                              ->  CTE Scan on ended n_8
                                                    Filter: (claim_no = n.claim_no)
                                  ->  Hash Join
                                        Hash Cond: (b_2.legal_person_key = a_1.legal_person_key)
                                        ->  Seq Scan on employers b_2
                                        ->  Hash
                                              ->  Nested Loop
                                                    ->  CTE Scan on ended n_9
                                                          Filter: (claim_no = n.claim_no)
                                                    ->  Index Scan using employers_employer_key_idx on employers a_1
                                                          Index Cond: (employer_key = n_9.employer_key)
        SubPlan 7
          ->  Index Scan using spans_employer_key_person_key_idx on spans s_4
                Index Cond: ((employer_key = n.employer_key) AND (person_key = n.person_key))
                Filter: ((start_month <= n.ended_month) AND (end_month > (n.ended_month + 1)))
        SubPlan 8
          ->  Index Scan using payroll_employer_key_person_key_idx on payroll w_1
                Index Cond: ((employer_key = n.employer_key) AND (person_key = n.person_key))
                Filter: ((income > 0) AND (month <= r.month) AND (kind = 'wage'::text) AND (month > (n.ended_month + 1)) AND (month <= (n.ended_month + p.return_months)))
        SubPlan 9
          ->  Index Scan using pensioners_person_key_idx on pensioners q_1
                Index Cond: (person_key = n.person_key)
                Filter: (retired_day <= n.ended_day)
  ->  Index Scan using employers_employer_key_idx on employers e
        Index Cond: (employer_key = n.employer_key)
  SubPlan 2
    ->  Nested Loop
          Join Filter: (s_1.employer_key = n_2.employer_key)
          ->  Index Scan using spans_person_key_idx on spans s_1
                Index Cond: (person_key = n.person_key)
                Filter: ((start_month > n.ended_month) AND (start_month <= r.month) AND (start_month <= (n.ended_month + p.return_months)))
          ->  Unique
                ->  Sort
                      Sort Key: n_2.claim_no, n_2.employer_key
                      ->  Append
                            ->  CTE Scan on ended n_2
                                  Filter: (claim_no = n.claim_no)
                            ->  Hash Join
                                  Hash Cond: (k.from_employer_key = n_3.employer_key)
                                  ->  Seq Scan on relations k
                                  ->  Hash
                                        ->  CTE Scan on ended n_3
                                              Filter: (claim_no = n.claim_no)
                            ->  Hash Join
                                  Hash Cond: (k_1.to_employer_key = n_4.employer_key)
                                  ->  Seq Scan on relations k_1
                                  ->  Hash
                                        ->  CTE Scan on ended n_4
                                              Filter: (claim_no = n.claim_no)
                            ->  Hash Join
                                  Hash Cond: (b_1.legal_person_key = a.legal_person_key)
                                  ->  Seq Scan on employers b_1
                                  ->  Hash
                                        ->  Nested Loop
                                              ->  CTE Scan on ended n_5
                                                    Filter: (claim_no = n.claim_no)
                                              ->  Index Scan using employers_employer_key_idx on employers a
                                                    Index Cond: (employer_key = n_5.employer_key)
  SubPlan 3
    ->  Index Scan using spans_employer_key_person_key_idx on spans s_2
          Index Cond: ((employer_key = n.employer_key) AND (person_key = n.person_key))
          Filter: ((start_month <= n.ended_month) AND (end_month > (n.ended_month + 1)))
  SubPlan 4
    ->  Index Scan using payroll_employer_key_person_key_idx on payroll w
          Index Cond: ((employer_key = n.employer_key) AND (person_key = n.person_key))
          Filter: ((income > 0) AND (month <= r.month) AND (kind = 'wage'::text) AND (month > (n.ended_month + 1)) AND (month <= (n.ended_month + p.return_months)))
  SubPlan 5
    ->  Index Scan using pensioners_person_key_idx on pensioners q
          Index Cond: (person_key = n.person_key)
          Filter: (retired_day <= n.ended_day)
*/
