/* title: 同日在两地工地考勤 */
/* title_en: On the clock of two distant sites on one day */
/* measure: 36 */
/* citation: 《保障农民工工资支付条例》第二十八条；人社部发〔2014〕103号 */
/* severity: 2 */
/* version: 1 */
/* inputs: attendance, projects */
/* parameter: days = 2 | 日 | 当月至少几日同时出现 */
/* exception: 同一区县内的两处工地；仅一日；同一总承包单位调配 */
/* next_step: 核对实名制设备原始记录和人脸影像，查明代打卡 */
WITH sites AS (
  SELECT DISTINCT
    a.project_no,
    a.person_key,
    a.on_day,
    b.employer_key,
    b.district
  FROM attendance AS a
  JOIN projects AS b
    ON b.project_no = a.project_no
  JOIN run AS r
    ON a.on_month = r.month
)
SELECT
  a.person_key,
  a.employer_key,
  a.district,
  CONCAT(a.project_no, ';', b.project_no) AS subject,
  r.month AS period,
  COUNT(*) AS days,
  MIN(a.on_day) AS from_day,
  MAX(a.on_day) AS to_day
FROM sites AS a
JOIN sites AS b
  ON b.person_key = a.person_key
  AND b.on_day = a.on_day
  AND b.project_no > a.project_no
  AND b.district <> a.district
  AND b.employer_key <> a.employer_key
CROSS JOIN run AS r
JOIN parameters AS p
  ON p.district = ''
GROUP BY
  a.person_key,
  a.employer_key,
  a.district,
  CONCAT(a.project_no, ';', b.project_no),
  r.month,
  p.days
HAVING
  COUNT(*) >= p.days

/* plan at 20000 persons and 12 months
GroupAggregate
  Group Key: a.person_key, a.employer_key, a.district, (concat(a.project_no, ';', b.project_no)), r.month, p.days
  Filter: (count(*) >= p.days)
  CTE sites
    ->  HashAggregate
          Group Key: a_1.project_no, a_1.person_key, a_1.on_day, b_1.employer_key, b_1.district
          ->  Nested Loop
                Join Filter: (r_1.month = a_1.on_month)
                ->  Seq Scan on run r_1
                ->  Hash Join
                      Hash Cond: (a_1.project_no = b_1.project_no)
                      ->  Seq Scan on attendance a_1
                      ->  Hash
                            ->  Seq Scan on projects b_1
  ->  Sort
        Sort Key: a.person_key, a.employer_key, a.district, (concat(a.project_no, ';', b.project_no)), r.month, p.days
        ->  Nested Loop
              ->  Nested Loop
                    ->  Hash Join
                          Hash Cond: ((a.person_key = b.person_key) AND (a.on_day = b.on_day))
                          Join Filter: ((b.project_no > a.project_no) AND (b.district <> a.district) AND (b.employer_key <> a.employer_key))
                          ->  CTE Scan on sites a
                          ->  Hash
                                ->  CTE Scan on sites b
                    ->  Seq Scan on run r
              ->  Seq Scan on parameters p
                    Filter: (district = ''::text)
*/
