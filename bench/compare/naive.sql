-- What a query written in ten minutes would say, one block a rule: who is named, and what the query forgets. Counted beside ours by `bench.compare.naive`.

-- rule: uninsured_employees
-- forgets: service income, dispatch, branches, newcomers, pensioners, over-age workers, civil servants
select w.person_key, w.employer_key from payroll w join run r on w.month = r.month
where not exists (select 1 from declarations d where d.person_key = w.person_key and d.employer_key = w.employer_key and d.month = w.month);

-- rule: uninsured_employers
-- forgets: service income, branches insured at the head office, organs, cancelled employers
select w.employer_key from payroll w join run r on w.month = r.month
where not exists (select 1 from declarations d where d.employer_key = w.employer_key and d.month = w.month) group by 1;

-- rule: high_risk_uncovered
-- forgets: dispatched staff, pensioners, newcomers
select e.employer_key from employers e join run r on true
where (e.hazards <> '' or substr(e.industry_code, 1, 2) in ('06','07','08','09','10','11','12','25','26','30','31','32','47','48','49','50'))
  and (select count(*) from declarations d where d.employer_key = e.employer_key and d.month = r.month) * 100
    < 90 * (select count(*) from payroll w where w.employer_key = e.employer_key and w.month = r.month);

-- rule: over_age_uncovered
-- forgets: pensioners, people past 65, cover under the over-age scheme
select w.person_key, w.employer_key from payroll w join run r on w.month = r.month join identities b on b.person_key = w.person_key
where r.month >= b.retire_earliest_month
  and not exists (select 1 from declarations d where d.person_key = w.person_key and d.employer_key = w.employer_key and d.month = w.month);

-- rule: wrong_scheme
-- forgets: that a woman may be a cadre and that the month itself is still in order
select s.person_key, s.employer_key, s.scheme as subject from enrolment_spans s join run r on s.start_month <= r.month and s.end_month > r.month
join identities b on b.person_key = s.person_key where s.scheme = 'employee' and r.month >= b.retire_earliest_month;

-- rule: intern_uncovered
-- forgets: placements that have not begun
select a.person_key, a.employer_key from placements a join run r on true
where not exists (select 1 from enrolment_spans s where s.person_key = a.person_key and s.start_month <= r.month and s.end_month > r.month);

-- rule: outlet_uncovered
-- forgets: outlets insured by their head office, outlets without couriers
select c.employer_key from licences c join run r on true
where c.kind = 'courier_outlet' and not exists (select 1 from declarations d where d.employer_key = c.employer_key and d.month = r.month);

-- rule: base_below_wage
-- forgets: the ceiling, the floor, bonuses, ten per cent of grace
select d.person_key, d.employer_key from declarations d join run r on d.month = r.month
join payroll w on w.person_key = d.person_key and w.employer_key = d.employer_key and w.month = d.month where d.base < w.income;

-- rule: headcount_swing
-- forgets: mergers, new codes, finished projects, seasons, small employers
select c.employer_key from employer_months c join run r on c.month = r.month
left join employer_months b on b.employer_key = c.employer_key and b.month = r.month - 1
where abs(c.heads - coalesce(b.heads, 0)) * 100 >= 30 * coalesce(b.heads, 0);

-- rule: base_drop
-- forgets: yearly resets and changes of staff
select c.employer_key from employer_months c join run r on c.month = r.month
join employer_months b on b.employer_key = c.employer_key and b.month = r.month - 1
where c.base_total * b.heads * 100 <= b.base_total * c.heads * 80;

-- rule: bases_at_floor
-- forgets: what the trade pays
select m.employer_key from employer_months m join run r on m.month = r.month
where m.lowest_base in (425000, 449400) and m.heads_at_lowest * 100 >= m.heads * 80;

-- rule: lift_base_low
-- forgets: repairers and dealers, who earn less
select m.employer_key from licences c join run r on true join employer_months m on m.employer_key = c.employer_key and m.month = r.month
where c.kind = 'lift' and m.median_base * 10 < 6 * (select max(o.median_base) from licences l join employer_months o on o.employer_key = l.employer_key join run q on o.month = q.month where l.kind = 'lift');

-- rule: lift_class_wrong
-- forgets: repairers of class 4 and dealers
select c.employer_key from licences c join employers e on e.employer_key = c.employer_key where c.kind = 'lift' and e.risk_class < 5;

-- rule: operator_uninsured
-- forgets: expired certificates and retired holders
select t.person_key from certificates t join run r on true
where t.kind = 'lift' and not exists (select 1 from declarations d where d.person_key = t.person_key and d.month = r.month);

-- rule: project_uncovered
-- forgets: cover that began before the permit
select b.employer_key, b.project_no as subject from projects b where b.covered_from_day is distinct from b.permit_day;

-- rule: project_underinsured
-- forgets: rounding, and projects whose insured cost was never told
select b.employer_key, b.project_no as subject from projects b where b.cost is distinct from b.insured_cost;

-- rule: attendance_uncovered
-- forgets: the labour firm's own insured staff, and visitors
select a.person_key, a.employer_key, a.project_no as subject from attendance a join run r on a.on_month = r.month
where not exists (select 1 from enrolment_spans s where s.person_key = a.person_key and s.scheme = 'project' and s.start_month <= r.month and s.end_month > r.month) group by 1, 2, 3;

-- rule: two_sites_at_once
-- forgets: sites next to each other, and one single day
select a.person_key from attendance a join attendance b on b.person_key = a.person_key and b.on_day = a.on_day and b.project_no > a.project_no join run r on a.on_month = r.month group by 1;

-- rule: new_form_conditions
-- forgets: that an employee's cover of last month has ended
select s.person_key, s.employer_key from enrolment_spans s join run r on true
where s.scheme = 'new_form' and exists (select 1 from enrolment_spans o where o.person_key = s.person_key and o.scheme = 'employee');

-- rule: unit_mismatch
-- forgets: that the employer at the injury counts, not the present one; dispatch, mergers, projects
select c.person_key, c.employer_key, c.claim_no as subject from claims c join run r on c.paid_day < r.next_day
where not exists (select 1 from declarations d where d.person_key = c.person_key and d.employer_key = c.employer_key and d.month = r.month);

-- rule: insured_after_injury
-- forgets: mergers, and that enrolment in the month may be long before the day
select i.person_key, i.employer_key, i.matter_no as subject from injuries i join enrolment_spans s on s.person_key = i.person_key and s.employer_key = i.employer_key
where s.start_month >= i.injured_month group by 1, 2, 3;

-- rule: short_cover
-- forgets: new plants, and earlier cover elsewhere
select i.person_key, i.employer_key, i.matter_no as subject from injuries i join enrolment_spans s on s.person_key = i.person_key and s.employer_key = i.employer_key
where i.injured_day - s.operated_day between 0 and 30 group by 1, 2, 3;

-- rule: repeat_claimant
-- forgets: the part of the body, the employer and the time between
select i.person_key from injuries i group by 1 having count(*) >= 2;

-- rule: deceased_still_insured
-- forgets: that the month of death is payable
select d.person_key, d.employer_key from declarations d join deaths t on t.person_key = d.person_key join run r on true
where d.month >= t.died_month and d.month <= r.month group by 1, 2;

-- rule: paid_after_death
-- forgets: benefits that were stopped, and the month of death
select b.person_key, b.benefit as subject from periodic b join deaths t on t.person_key = b.person_key;

-- rule: enrol_roll_back
-- forgets: slips mended the same day, and months apart
select b.person_key, b.employer_key from enrolments b where b.operation = 'roll_back' group by 1, 2;

-- rule: left_after_payment
-- forgets: the next job, retirement, and payments for the end itself
select c.person_key, c.employer_key, c.claim_no as subject from claims c join spans s on s.person_key = c.person_key and s.employer_key = c.employer_key
where s.end_month > c.paid_month and s.end_month <= c.paid_month + 2 group by 1, 2, 3;

-- rule: identity_conflict
-- forgets: dependants, who claim for the dead in their own name
select c.person_key from claims c join injuries i on i.matter_no = c.matter_no where c.person_key <> i.person_key group by 1;

-- rule: dates_out_of_order
-- forgets: that an empty field contradicts nothing
select i.person_key, i.employer_key, i.matter_no as subject from injuries i where i.first_visit_minute is null or i.first_visit_minute < i.injured_minute;

-- rule: shared_account
-- forgets: one person's several benefits, and couples
select c.person_key, c.employer_key, c.claim_no as subject from claims c where c.account_key in (select account_key from claims group by 1 having count(*) >= 2);

-- rule: witness_reused
-- forgets: the twelve months
select w.person_key from witnesses w group by 1 having count(*) >= 2;

-- rule: agent_concentrated
-- forgets: an employer's own clerk
select i.person_key, i.employer_key, i.matter_no as subject from injuries i where i.agent_key in (select agent_key from injuries group by 1 having count(*) >= 5);

-- rule: near_duplicate_text
-- forgets: that nothing equals nothing, and that a retold account differs a little
select i.person_key, i.employer_key, i.matter_no as subject from injuries i
where coalesce(i.text_digest, '') in (select coalesce(text_digest, '') from injuries group by 1 having count(*) >= 2);

-- rule: picture_reused
-- forgets: matters without a picture
select i.person_key, i.employer_key, i.matter_no as subject from injuries i
where coalesce(i.picture_digest, '') in (select coalesce(picture_digest, '') from injuries group by 1 having count(*) >= 2);

-- rule: wage_evidence
-- forgets: that tax may know the wage, and that the average of twelve months counts
select c.person_key, c.employer_key, c.claim_no as subject from claims c join injuries i on i.matter_no = c.matter_no join assessments s on s.matter_no = c.matter_no
join declarations d on d.person_key = c.person_key and d.employer_key = i.employer_key and d.month = i.injured_month - 1
where c.benefit = 'disability_lump_sum' and c.amount > d.base * case s.grade when 6 then 16 when 7 then 13 when 8 then 11 when 9 then 9 else 7 end;

-- rule: near_retirement_subsidy
-- forgets: the last pay that comes a month later, jobs at strangers, and those far from retirement
select c.person_key, c.employer_key, c.claim_no as subject from claims c join spans s on s.person_key = c.person_key and s.end_month > c.ended_month + 1
where c.benefit = 'injury_medical_subsidy' group by 1, 2, 3;

-- rule: duplicate_bill
-- forgets: that two bills of one day are two bills
select a.person_key from visits a join visits b on b.person_key = a.person_key and b.visited_day = a.visited_day and b.settled_by = 'medical' where a.settled_by = 'work_injury' group by 1;

-- rule: bill_contradicted
-- forgets: that every hospital numbers its own bills, and that a bill may be paid in two parts
select a.person_key, a.bill_no as subject from visits a join visits b on b.bill_no = a.bill_no and b.settled_by <> a.settled_by where a.settled_by = 'work_injury';

-- rule: third_party_undeducted
-- forgets: that only medical fees are deducted, and where they were
select t.person_key from third_party t join visits v on v.person_key = t.person_key and v.settled_by = 'work_injury' group by 1;

-- rule: hospital_billing
-- forgets: a transfer on the day of discharge
select b.person_key, b.bill_no as subject from visits b join visits a on a.person_key = b.person_key and a.kind = 'in' and a.bill_no <> b.bill_no
and a.visited_day <= b.visited_day and a.discharged_day >= b.visited_day where b.kind = 'in' group by 1, 2;

-- rule: outpatient_in_stay
-- forgets: the days of coming and going, and one examination elsewhere
select a.person_key, a.bill_no as subject from visits a join visits b on b.person_key = a.person_key and b.kind = 'out' and b.visited_day between a.visited_day and a.discharged_day
where a.kind = 'in' group by 1, 2;

-- rule: diagnosis_unrelated
-- forgets: occupational diseases and complications
select v.person_key, v.bill_no as subject from visits v where v.settled_by = 'work_injury' and substr(v.diagnosis, 1, 1) not in ('S', 'T');

-- rule: same_day_hospitals
-- forgets: transfers
select v.person_key from visits v group by v.person_key, v.visited_day having count(distinct v.hospital) >= 2;

-- rule: group_admission
-- forgets: common accidents
select i.employer_key from visits v join injuries i on i.person_key = v.person_key where v.kind = 'in' group by i.employer_key, v.hospital, v.visited_day having count(distinct v.person_key) >= 3;

-- rule: periodic_unverified
-- forgets: benefits that were stopped
select b.person_key, b.benefit as subject from periodic b join run r on true where b.verified_month is null or r.month - b.verified_month > 12;

-- rule: allowance_and_pension
-- forgets: allowances stopped on retirement
select b.person_key from periodic b join pensioners q on q.person_key = b.person_key;

-- rule: agency_cover
-- forgets: lawful agents and branches
select d.employer_key from declarations d join run r on d.month = r.month left join payroll w on w.employer_key = d.employer_key and w.person_key = d.person_key and w.month = d.month
group by 1 having count(*) >= 10 and count(w.person_key) * 5 < count(*);

-- rule: rate_gaming
-- forgets: everything but the same boss
select a.employer_key from employers a join employers b on b.legal_person_key = a.legal_person_key and b.employer_key <> a.employer_key and b.risk_class > a.risk_class group by 1;

-- rule: student_uncovered
-- forgets: placements not begun, and the first three days
select a.person_key, a.employer_key from placements a join run r on true
where not exists (select 1 from enrolment_spans s where s.person_key = a.person_key and s.employer_key = a.employer_key and s.operated_day <= a.started_day and s.start_month <= r.month and s.end_month > r.month);
