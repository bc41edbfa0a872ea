/* title: 申领单位与受伤时参保单位不一致 */
/* title_en: The claiming or liable employer is not the one that insured at the injury */
/* measure: 37 */
/* citation: 《工伤保险条例》第四十三条；《最高人民法院关于审理工伤保险行政案件若干问题的规定》第三条；《社会保险法》第八十八条 */
/* severity: 3 */
/* version: 1 */
/* inputs: injuries, claims, employers */
/* optional: spans, enrolment_spans, relations */
/* exception: 派遣由派遣单位承担；借调由原单位承担；合并由承继单位承担；挂靠由被挂靠单位承担；双重劳动关系；项目参保由总承包单位申领；受伤后变更单位 */
/* next_step: 列入双随机核查，疑似虚构劳动关系的移送基金监督 */
WITH cover AS (
  SELECT
    i.matter_no,
    s.employer_key,
    0 AS is_project
  FROM injuries AS i
  JOIN spans AS s
    ON s.person_key = i.person_key
    AND s.start_month <= i.injured_month
    AND s.end_month > i.injured_month
  UNION
  SELECT
    i.matter_no,
    s.employer_key,
    CASE WHEN s.scheme = 'project' THEN 1 ELSE 0 END
  FROM injuries AS i
  JOIN enrolment_spans AS s
    ON s.person_key = i.person_key
    AND s.start_month <= i.injured_month
    AND s.end_month > i.injured_month
), involved AS (
  SELECT
    c.claim_no AS subject,
    c.matter_no,
    c.person_key,
    c.employer_key,
    i.employer_key AS liable_key,
    i.injured_month,
    i.injured_day,
    c.benefit,
    c.amount,
    c.paid_month
  FROM claims AS c
  JOIN injuries AS i
    ON i.matter_no = c.matter_no
  CROSS JOIN run AS r
  WHERE
    c.paid_day IS NULL OR c.paid_day < r.next_day
), unlinked AS (
  SELECT
    v.*,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM cover AS h
        WHERE
          h.matter_no = v.matter_no AND h.employer_key = v.employer_key
      )
      THEN 1
      ELSE 0
    END AS claimant_insured,
    CASE
      WHEN EXISTS(
        SELECT
          1
        FROM cover AS h
        WHERE
          h.matter_no = v.matter_no AND h.employer_key = v.liable_key
      )
      THEN 1
      ELSE 0
    END AS liable_insured
  FROM involved AS v
  WHERE
    EXISTS(
      SELECT
        1
      FROM cover AS h
      WHERE
        h.matter_no = v.matter_no
    )
), linked AS (
  SELECT DISTINCT
    u.subject
  FROM unlinked AS u
  JOIN cover AS h
    ON h.matter_no = u.matter_no
  JOIN relations AS k
    ON (
      k.from_employer_key = h.employer_key
      AND (
        k.to_employer_key = u.employer_key OR k.to_employer_key = u.liable_key
      )
    )
    OR (
      k.to_employer_key = h.employer_key
      AND (
        k.from_employer_key = u.employer_key OR k.from_employer_key = u.liable_key
      )
    )
  WHERE
    k.kind IN ('merger', 'dispatch', 'secondment', 'affiliation', 'branch')
), family AS (
  SELECT DISTINCT
    u.subject
  FROM unlinked AS u
  JOIN cover AS h
    ON h.matter_no = u.matter_no
  JOIN employers AS a
    ON a.employer_key = h.employer_key
  JOIN employers AS b
    ON b.employer_key = u.employer_key
  WHERE
    a.legal_person_key = b.legal_person_key
)
SELECT
  u.person_key,
  u.employer_key,
  e.district,
  u.subject,
  u.matter_no,
  u.injured_day,
  u.claimant_insured,
  u.liable_insured,
  u.benefit,
  u.amount AS amount_fen,
  CASE WHEN f.subject IS NULL THEN 'A' ELSE 'B' END AS grade,
  CASE WHEN f.subject IS NULL THEN 3 ELSE 2 END AS severity
FROM unlinked AS u
JOIN employers AS e
  ON e.employer_key = u.employer_key
LEFT JOIN family AS f
  ON f.subject = u.subject
WHERE
  (
    u.claimant_insured = 0 OR u.liable_insured = 0
  )
  AND NOT EXISTS(
    SELECT
      1
    FROM linked AS k
    WHERE
      k.subject = u.subject
  )
  AND NOT (
    u.claimant_insured = 1
    AND EXISTS(
      SELECT
        1
      FROM cover AS h
      WHERE
        h.matter_no = u.matter_no AND h.employer_key = u.employer_key AND h.is_project = 1
    )
  )

/* plan at 20000 persons and 12 months
Nested Loop Anti Join
  Join Filter: (u_2.subject = u.subject)
  CTE cover
    ->  Unique
          ->  Sort
                Sort Key: i.matter_no, s.employer_key, (0)
                ->  Append
                      ->  Nested Loop
                            ->  Seq Scan on injuries i
                            ->  Memoize
                                  Cache Key: i.injured_month, i.person_key
                                  Cache Mode: binary
                                  ->  Index Scan using spans_person_key_idx on spans s
                                        Index Cond: (person_key = i.person_key)
                                        Filter: ((start_month <= i.injured_month) AND (end_month > i.injured_month))
                      ->  Nested Loop
                            ->  Seq Scan on injuries i_1
                            ->  Memoize
                                  Cache Key: i_1.injured_month, i_1.person_key
                                  Cache Mode: binary
                                  ->  Index Scan using enrolment_spans_person_key_idx on enrolment_spans s_1
                                        Index Cond: (person_key = i_1.person_key)
                                        Filter: ((start_month <= i_1.injured_month) AND (end_month > i_1.injured_month))
  CTE unlinked
    ->  Nested Loop
          ->  Hash Right Semi Join
                Hash Cond: (h_4.matter_no = c.matter_no)
                ->  CTE Scan on cover h_4
                ->  Hash
                      ->  Nested Loop
                            Join Filter: ((c.paid_day IS NULL) OR (c.paid_day < r.next_day))
                            ->  Seq Scan on run r
                            ->  Seq Scan on claims c
          ->  Index Scan using injuries_matter_no_idx on injuries i_2
                Index Cond: (matter_no = c.matter_no)
          SubPlan 3
            ->  CTE Scan on cover h_2
          SubPlan 5
            ->  CTE Scan on cover h_3
  ->  Hash Left Join
        Hash Cond: (u.subject = u_1.subject)
        ->  Nested Loop
              ->  CTE Scan on unlinked u
                    Filter: (((claimant_insured = 0) OR (liable_insured = 0)) AND ((claimant_insured <> 1) OR (NOT (ANY ((matter_no = (hashed SubPlan 8).col1) AND (employer_key = (hashed SubPlan 8).col2))))))
                    SubPlan 8
                      ->  CTE Scan on cover h_5
                            Filter: (is_project = 1)
              ->  Index Scan using employers_employer_key_idx on employers e
                    Index Cond: (employer_key = u.employer_key)
        ->  Hash
              ->  Unique
                    ->  Sort
                          Sort Key: u_1.subject
                          ->  Nested Loop
                                Join Filter: (a.legal_person_key = b.legal_person_key)
                                ->  Nested Loop
                                      ->  Merge Join
                                            Merge Cond: (h.matter_no = u_1.matter_no)
                                            ->  CTE Scan on cover h
                                            ->  Sort
                                                  Sort Key: u_1.matter_no
                                                  ->  CTE Scan on unlinked u_1
                                      ->  Index Scan using employers_employer_key_idx on employers a
                                            Index Cond: (employer_key = h.employer_key)
                                ->  Memoize
                                      Cache Key: u_1.employer_key
                                      Cache Mode: logical
                                      ->  Index Scan using employers_employer_key_idx on employers b
                                            Index Cond: (employer_key = u_1.employer_key)
  ->  Materialize
        ->  Unique
              ->  Sort
                    Sort Key: u_2.subject
                    ->  Nested Loop
                          Join Filter: (((k.from_employer_key = h_1.employer_key) AND ((k.to_employer_key = u_2.employer_key) OR (k.to_employer_key = u_2.liable_key))) OR ((k.to_employer_key = h_1.employer_key) AND ((k.from_employer_key = u_2.employer_key) OR (k.from_employer_key = u_2.liable_key))))
                          ->  Seq Scan on relations k
                                Filter: (kind = ANY ('{merger,dispatch,secondment,affiliation,branch}'::text[]))
                          ->  Materialize
                                ->  Merge Join
                                      Merge Cond: (h_1.matter_no = u_2.matter_no)
                                      ->  CTE Scan on cover h_1
                                      ->  Sort
                                            Sort Key: u_2.matter_no
                                            ->  CTE Scan on unlinked u_2
*/
