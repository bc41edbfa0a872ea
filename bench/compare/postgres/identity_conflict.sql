/* title: 身份信息不一致 */
/* title_en: One number, two people */
/* measure: 40 */
/* citation: 《居民身份证法》第三条；《社会保险法》第八十八条；《个人信息保护法》第二十四条 */
/* severity: 2 */
/* version: 1 */
/* inputs: persons, identities */
/* optional: payroll, injuries, claims, declarations, employers */
/* exception: 姓名中的空格；生僻字写法一致；孪生同名证件号码不同；十五位升十八位；工亡待遇由亲属申领 */
/* next_step: 与公安人口信息核对；冒名参保的责任各地裁判不一，转法务，不得自动拒付 */
WITH insured AS (
  SELECT
    d.person_key,
    d.employer_key
  FROM declarations AS d
  JOIN run AS r
    ON d.month = r.month
), conflicts AS (
  SELECT
    n.person_key,
    i.employer_key,
    'sex' AS subject,
    'register' AS source
  FROM persons AS n
  JOIN identities AS b
    ON b.person_key = n.person_key
  LEFT JOIN insured AS i
    ON i.person_key = n.person_key
  WHERE
    n.sex IN ('1', '2') AND n.sex <> b.sex
  UNION ALL
  SELECT
    n.person_key,
    i.employer_key,
    'born',
    'register'
  FROM persons AS n
  JOIN identities AS b
    ON b.person_key = n.person_key
  LEFT JOIN insured AS i
    ON i.person_key = n.person_key
  WHERE
    NOT n.born_day IS NULL AND n.born_day <> b.born_day
  UNION ALL
  SELECT DISTINCT
    w.person_key,
    w.employer_key,
    'name',
    'payroll'
  FROM payroll AS w
  JOIN run AS r
    ON w.month = r.month
  JOIN persons AS n
    ON n.person_key = w.person_key
  WHERE
    NOT w.name_key IS NULL AND w.name_key <> n.name_key
  UNION ALL
  SELECT
    c.person_key,
    c.employer_key,
    c.claim_no,
    'claim'
  FROM claims AS c
  JOIN injuries AS i
    ON i.matter_no = c.matter_no
  CROSS JOIN run AS r
  WHERE
    c.person_key <> i.person_key
    AND (
      c.paid_day IS NULL OR c.paid_day < r.next_day
    )
    AND NOT c.benefit IN ('funeral_subsidy', 'death_lump_sum', 'dependants_pension')
)
SELECT
  f.person_key,
  f.employer_key,
  e.district,
  f.subject,
  f.source,
  CASE WHEN f.source = 'claim' THEN 3 ELSE 2 END AS severity
FROM conflicts AS f
LEFT JOIN employers AS e
  ON e.employer_key = f.employer_key
CROSS JOIN parameters AS p
WHERE
  p.district = ''

/* plan at 20000 persons and 12 months
Nested Loop
  CTE insured
    ->  Nested Loop
          ->  Seq Scan on run r_2
          ->  Bitmap Heap Scan on declarations d
                Recheck Cond: (month = r_2.month)
                ->  Bitmap Index Scan on declarations_month_idx
                      Index Cond: (month = r_2.month)
  ->  Hash Left Join
        Hash Cond: (i.employer_key = e.employer_key)
        ->  Append
              ->  Hash Right Join
                    Hash Cond: (i.person_key = n.person_key)
                    ->  CTE Scan on insured i
                    ->  Hash
                          ->  Hash Join
                                Hash Cond: (n.person_key = b.person_key)
                                Join Filter: (n.sex <> b.sex)
                                ->  Seq Scan on persons n
                                      Filter: (sex = ANY ('{1,2}'::text[]))
                                ->  Hash
                                      ->  Seq Scan on identities b
              ->  Hash Join
                    Hash Cond: (n_1.person_key = b_1.person_key)
                    Join Filter: (n_1.born_day <> b_1.born_day)
                    ->  Hash Right Join
                          Hash Cond: (i_1.person_key = n_1.person_key)
                          ->  CTE Scan on insured i_1
                          ->  Hash
                                ->  Seq Scan on persons n_1
                                      Filter: (born_day IS NOT NULL)
                    ->  Hash
                          ->  Seq Scan on identities b_1
              ->  HashAggregate
                    Group Key: w.person_key, w.employer_key
                    ->  Hash Join
                          Hash Cond: (w.person_key = n_2.person_key)
                          Join Filter: (w.name_key <> n_2.name_key)
                          ->  Nested Loop
                                ->  Seq Scan on run r
                                ->  Bitmap Heap Scan on payroll w
                                      Recheck Cond: (month = r.month)
                                      Filter: (name_key IS NOT NULL)
                                      ->  Bitmap Index Scan on payroll_month_idx
                                            Index Cond: (month = r.month)
                          ->  Hash
                                ->  Seq Scan on persons n_2
              ->  Nested Loop
                    ->  Nested Loop
                          Join Filter: ((c.paid_day IS NULL) OR (c.paid_day < r_1.next_day))
                          ->  Seq Scan on run r_1
                          ->  Seq Scan on claims c
                                Filter: (benefit <> ALL ('{funeral_subsidy,death_lump_sum,dependants_pension}'::text[]))
                    ->  Index Scan using injuries_matter_no_idx on injuries i_2
                          Index Cond: (matter_no = c.matter_no)
                          Filter: (c.person_key <> person_key)
        ->  Hash
              ->  Seq Scan on employers e
  ->  Materialize
        ->  Seq Scan on parameters p
              Filter: (district = ''::text)
*/
