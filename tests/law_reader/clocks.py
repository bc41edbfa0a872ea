"""Statutory clocks (domain 03)."""

from datetime import date, timedelta

from tests.law_reader.facts import CannotSay, as_day, choice, day, flag
from tests.law_reader.periods import next_working_day, plus_months, plus_working_days

# id → (unit, length); CD calendar days, WD working days, M months, Y years (domain 03 §1–§10; 60 and 30 working days of measures 6 and 7).
LENGTHS = {
    "enrolment.unit_registration": ("CD", 30),
    "enrolment.staff_registration": ("CD", 30),
    "enrolment.unit_review": ("CD", 15),
    "enrolment.personal_registration": ("WD", 10),
    "enrolment.unit_change": ("CD", 30),
    "enrolment.transfer_formalities": ("CD", 15),
    "enrolment.stop_event": ("WD", 20),
    "enrolment.publish_contributions": ("Y", 1),
    "contribution.late_fee": ("CD", 1),
    "contribution.rate_objection": ("CD", 10),
    "contribution.rate_redecision": ("WD", 10),
    "recognition.employer_application": ("CD", 30),
    "recognition.worker_application": ("Y", 1),
    "recognition.material_check": ("CD", 15),
    "recognition.decision": ("CD", 60),
    "recognition.decision_clear": ("CD", 15),
    "recognition.service": ("CD", 20),
    "recognition.redo": ("CD", 60),
    "recognition.retention": ("Y", 50),
    "reconsideration.application": ("CD", 60),
    "reconsideration.longest": ("Y", 5),
    "reconsideration.decision": ("CD", 60),
    "reconsideration.decision_simplified": ("CD", 30),
    "reconsideration.reply": ("CD", 10),
    "reconsideration.reply_simplified": ("CD", 5),
    "lawsuit.direct": ("M", 6),
    "lawsuit.after_reconsideration": ("CD", 15),
    "lawsuit.answer": ("CD", 15),
    "lawsuit.appeal_judgment": ("CD", 15),
    "lawsuit.appeal_ruling": ("CD", 10),
    "assessment.material_notice": ("WD", 5),
    "assessment.conclusion": ("CD", 60),
    "assessment.service": ("CD", 20),
    "assessment.reassessment": ("CD", 15),
    "assessment.province_conclusion": ("CD", 60),
    "assessment.review": ("Y", 1),
    "benefits.reimbursement": ("WD", 20),
    "benefits.paid_leave_period": ("M", 12),
    "benefits.missing_wage": ("M", 3),
    "benefits.allowance_start": ("M", 1),
    "benefits.dependants_start": ("M", 1),
    "benefits.eligibility": ("Y", 1),
    "arbitration.limitation": ("Y", 1),
    "arbitration.award": ("CD", 45),
    "advance.demand": ("WD", 3),
    "advance.employer_pays": ("WD", 5),
    "advance.refusal": ("WD", 5),
    "advance.repay": ("CD", 10),
    "recoupment.limitation": ("Y", 3),
    "recoupment.enforcement": ("M", 3),
    "inspection.case": ("WD", 60),
    "inspection.look_back": ("Y", 2),
    "inspection.roster_feedback": ("WD", 60),
    "inspection.base_verification": ("WD", 30),
    "audit.notice": ("CD", 3),
    "audit.no_problem": ("WD", 5),
    "audit.rectification": ("WD", 10),
    "penalty.hearing": ("WD", 5),
    "penalty.decision": ("CD", 90),
    "penalty.service": ("WD", 7),
    "penalty.look_back": ("Y", 2),
    "penalty.look_back_grave": ("Y", 5),
    "service.public_notice": ("CD", 30),
    "gig.material_review": ("WD", 5),
    "gig.confirmation_clear": ("CD", 30),
    "gig.confirmation": ("CD", 60),
    "gig.platform_application": ("CD", 30),
    "gig.person_application": ("Y", 1),
    "disease.history_arbitration": ("CD", 30),
    "disease.first_appraisal": ("CD", 30),
    "disease.second_appraisal": ("CD", 15),
}
REGULATION, RECOGNITION_MEASURES = date(2004, 1, 1), date(2011, 1, 1)  # 工伤保险条例; 工伤认定办法（令8号）
INSURANCE_LAW, HANDLING, LAWSUIT = date(2011, 7, 1), date(2023, 12, 1), date(2015, 5, 1)  # 社会保险法; 社会保险经办条例; 行政诉讼法
RECONSIDERATION, RECONSIDERATION_OLD = date(2024, 1, 1), date(1999, 10, 1)  # 行政复议法 of 2023; of 1999, with the same 60 days and 5 years
INSPECTION, AUDIT, PENALTY = date(2004, 12, 1), date(2003, 4, 1), date(2021, 7, 15)  # 劳动保障监察条例; 令16号; 行政处罚法
PILOT = date(2022, 7, 1)  # 新就业形态职业伤害保障试点
# Clocks whose regulation is not as old as the Regulation of 2004 or older (domain 01): nothing runs before it is in force.
IN_FORCE_FROM = {
    **dict.fromkeys(
        ("enrolment.unit_registration", "enrolment.staff_registration", "enrolment.unit_review", "enrolment.unit_change"), INSURANCE_LAW
    ),
    **dict.fromkeys(
        ("contribution.late_fee", "advance.demand", "advance.employer_pays", "advance.refusal", "advance.repay"), INSURANCE_LAW
    ),
    **dict.fromkeys(
        ("enrolment.personal_registration", "enrolment.stop_event", "benefits.reimbursement", "benefits.eligibility"), HANDLING
    ),
    **dict.fromkeys(
        ("recognition.material_check", "recognition.decision_clear", "recognition.service", "recognition.retention"), RECOGNITION_MEASURES
    ),
    **dict.fromkeys(("reconsideration.application", "reconsideration.longest", "reconsideration.decision"), RECONSIDERATION_OLD),
    **dict.fromkeys(("reconsideration.decision_simplified", "reconsideration.reply", "reconsideration.reply_simplified"), RECONSIDERATION),
    **dict.fromkeys(
        ("lawsuit.direct", "lawsuit.after_reconsideration", "lawsuit.answer", "lawsuit.appeal_judgment", "lawsuit.appeal_ruling"), LAWSUIT
    ),
    **dict.fromkeys(("inspection.case", "inspection.look_back", "inspection.roster_feedback", "inspection.base_verification"), INSPECTION),
    **dict.fromkeys(("audit.notice", "audit.no_problem", "audit.rectification"), AUDIT),
    **dict.fromkeys(("penalty.hearing", "penalty.decision", "penalty.service", "penalty.look_back", "penalty.look_back_grave"), PENALTY),
    **dict.fromkeys(
        ("gig.material_review", "gig.confirmation_clear", "gig.confirmation", "gig.platform_application", "gig.person_application"), PILOT
    ),
    **dict.fromkeys(("disease.first_appraisal", "disease.second_appraisal"), date(2013, 4, 10)),
    **dict.fromkeys(("assessment.service", "assessment.material_notice"), date(2014, 4, 1)),
    **dict.fromkeys(("arbitration.limitation", "arbitration.award"), date(2008, 5, 1)),
    "disease.history_arbitration": date(2011, 12, 31),
    "enrolment.transfer_formalities": date(2008, 1, 1),
    "enrolment.publish_contributions": date(1999, 1, 22),
    "contribution.rate_objection": date(2025, 1, 1),
    "contribution.rate_redecision": date(2022, 1, 1),
    "recognition.redo": LAWSUIT,
    "recoupment.limitation": date(2017, 10, 1),
    "recoupment.enforcement": date(2012, 1, 1),
    "benefits.allowance_start": date(2005, 4, 1),
    "benefits.dependants_start": date(2015, 6, 1),
    "service.public_notice": date(1991, 4, 9),
}
EARLIEST = {"assessment.review", "audit.notice", "contribution.late_fee", "benefits.allowance_start", "benefits.dependants_start"}
# The first day of the month after the event; the last day of the third month, that of the event counted.
NEXT_MONTH, MONTHS_COUNTED = {"benefits.allowance_start", "benefits.dependants_start"}, {"benefits.missing_wage"}
# What lapses by itself or binds an office's power is no time for an act, so its end does not roll.
UNROLLED = {
    "recognition.retention", "inspection.look_back", "penalty.look_back", "penalty.look_back_grave", "benefits.paid_leave_period",
    "benefits.missing_wage", "service.public_notice",
}  # fmt: skip
SUSPENDED_BY_LAW = {
    "recognition.decision", "recognition.worker_application", "reconsideration.application", "lawsuit.direct", "arbitration.limitation",
    "gig.person_application",
}  # fmt: skip
EXTENDED_BY = {
    "assessment.conclusion": 30, "assessment.province_conclusion": 30, "reconsideration.decision": 30, "arbitration.award": 15,
    "inspection.case": 30, "benefits.paid_leave_period": 12,
}  # fmt: skip


def clock(facts: dict) -> str:
    return choice(facts, "clock", *LENGTHS)


def length(facts: dict) -> tuple[str, int]:
    """An extension lengthens the one period: 60 + 30 is 90 days from the start, rolled once."""
    name = clock(facts)
    unit, count = LENGTHS[name]
    if day(facts, "started_on") < IN_FORCE_FROM.get(name, REGULATION):
        raise CannotSay("started_on", "before the clock's regulation is in force")
    if name == "assessment.service" and day(facts, "started_on") >= date(2025, 7, 1):
        count = 15
    if name == "service.public_notice" and day(facts, "started_on") < date(2022, 1, 1):
        count = 60
    if flag(facts, "extended"):
        if name not in EXTENDED_BY:
            raise CannotSay("extended", "no extension of a known length")
        count += EXTENDED_BY[name]
    return unit, count


def without_suspensions(facts: dict) -> date:
    start, (unit, count) = day(facts, "started_on"), length(facts)
    if clock(facts) in NEXT_MONTH:
        return plus_months(start.replace(day=1), count)
    if clock(facts) in MONTHS_COUNTED:
        return plus_months(start.replace(day=1), count) - timedelta(days=1)
    if unit in "YM":
        return plus_months(start, count * (12 if unit == "Y" else 1))
    return plus_working_days(start, count) if unit == "WD" else start + timedelta(days=count)


def suspensions(facts: dict) -> list[tuple[date, date]]:
    spans = []
    for first, last in facts.get("suspensions") or []:
        spans.append((as_day(first, "suspensions"), as_day(last, "suspensions")))
    if any(first > last for first, last in spans):
        raise CannotSay("suspensions", "ends before it starts")
    if spans and clock(facts) not in SUSPENDED_BY_LAW:
        raise CannotSay("suspensions", "this clock is not suspended by any article")
    return sorted(spans)


def suspended_days(facts: dict) -> int:
    """Days inside the running period, each counted once; one that starts after the period's end changes nothing."""
    start, due = day(facts, "started_on"), without_suspensions(facts)
    spans, suspended, reached = suspensions(facts), 0, start
    for first, last in spans:
        first = max(first, reached + timedelta(days=1))
        if first > due or last < first:
            continue
        days = (last - first).days + 1
        suspended, due, reached = suspended + days, due + timedelta(days=days), last
    return suspended


def rolled_from(facts: dict) -> date | None:
    """The day the period would have ended on, where that was a rest day."""
    ends_on = last_day(facts)
    return None if due_on(facts) == ends_on else ends_on


def last_day(facts: dict) -> date:
    if clock(facts) in EARLIEST:
        raise CannotSay("clock", "has an earliest day, not a last one")
    return without_suspensions(facts) + timedelta(days=suspended_days(facts))


def due_on(facts: dict) -> date:
    ends_on = last_day(facts)
    return ends_on if clock(facts) in UNROLLED else next_working_day(ends_on)


def earliest_on(facts: dict) -> date:
    """An earliest day does not roll."""
    if clock(facts) not in EARLIEST:
        raise CannotSay("clock", "has a last day, not an earliest one")
    return without_suspensions(facts)
