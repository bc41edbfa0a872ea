/* title: 证人重复作证 */
/* title_en: One witness in several matters of a year */
/* measure: 41 */
/* citation: 《工伤认定办法》第九条至第十三条；《社会保险法》第八十八条 */
/* severity: 2 */
/* version: 1 */
/* inputs: witnesses, injuries */
/* parameter: matters = 3 | 件 | 至少几件 */
/* parameter: window_months = 12 | 月 | 几个月之内 */
/* exception: 一年内两次；相隔较久 */
/* next_step: 分别询问证人，核对其考勤和在场情况 */
SELECT
  w.person_key,
  COUNT(DISTINCT i.matter_no) AS matters,
  MIN(i.injured_day) AS first_injured_day,
  MAX(i.injured_day) AS last_injured_day
FROM witnesses AS w
JOIN injuries AS i
  ON i.matter_no = w.matter_no
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
WHERE
  i.injured_month <= r.month AND i.injured_month > r.month - p.window_months
GROUP BY
  w.person_key,
  p.matters
HAVING
  COUNT(DISTINCT i.matter_no) >= p.matters

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: w.person_key, p.matters
  Filter: (count(DISTINCT i.matter_no) >= p.matters)
  ->  Sort
        Sort Key: w.person_key, p.matters, i.matter_no
        ->  Merge Join
              Merge Cond: (i.matter_no = w.matter_no)
              ->  Nested Loop
                    Join Filter: (i.injured_month > (r.month - p.window_months))
                    ->  Nested Loop
                          Join Filter: (i.injured_month <= r.month)
                          ->  Index Scan using injuries_matter_no_idx on injuries i
                          ->  Materialize
                                ->  Seq Scan on run r
                    ->  Materialize
                          ->  Seq Scan on parameters p
                                Filter: (district = ''::text)
              ->  Index Scan using witnesses_matter_no_idx on witnesses w
*/
