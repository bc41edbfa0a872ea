"""What domain 03 says of each clock: unit and length by the day it starts, extension, whether an article suspends it, whether its end rolls.

Units: CD calendar days, WD working days, M months, Y years; MONTHS_WHOLE counts whole calendar months from the month of the start; NEXT_MONTH is the first day
of the month after it.
"""

from datetime import date
from typing import NamedTuple

REGULATION = date(2004, 1, 1)  # 工伤保险条例 as first in force; also where the handbook dates no beginning
RECOGNITION_RULES = date(2011, 1, 1)
INSURANCE_LAW = date(2011, 7, 1)
OPERATION_REGULATION = date(2023, 12, 1)
# Laws the handbook cites without the day they came into force; the day is each law's own last article or decision (CHOICES.md, 63).
RECONSIDERATION_LAW = date(1999, 10, 1)
RECONSIDERATION_LAW_2023 = date(2024, 1, 1)
LITIGATION_LAW_2014 = date(2015, 5, 1)
PENALTY_LAW_2021 = date(2021, 7, 15)
APPRAISAL_OF_DIAGNOSES = date(2013, 4, 10)
PILOT = date(2022, 7, 1)


class Length(NamedTuple):
    since: date
    unit: str
    count: int


def always(unit: str, count: int, since: date = REGULATION) -> tuple[Length, ...]:
    return (Length(since, unit, count),)


# id → its lengths, oldest first; the day a clock starts selects one.
LENGTHS: dict[str, tuple[Length, ...]] = {
    # §1 enrolment and contribution
    "enrolment.unit_registration": always("CD", 30, INSURANCE_LAW),
    "enrolment.staff_registration": always("CD", 30, INSURANCE_LAW),
    "enrolment.unit_review": always("CD", 15, INSURANCE_LAW),
    "enrolment.personal_registration": always("WD", 10, OPERATION_REGULATION),
    "enrolment.unit_change": always("CD", 30, INSURANCE_LAW),
    "enrolment.transfer_formalities": always("CD", 15, date(2008, 1, 1)),
    "enrolment.stop_event": always("WD", 20, OPERATION_REGULATION),
    "enrolment.publish_contributions": always("Y", 1, date(1999, 1, 22)),
    "contribution.late_fee": always("CD", 1, INSURANCE_LAW),
    # §2 recognition and what follows the decision
    "recognition.employer_application": always("CD", 30),
    "recognition.worker_application": always("Y", 1),
    "recognition.material_check": always("CD", 15, RECOGNITION_RULES),
    "recognition.decision": always("CD", 60),
    "recognition.decision_clear": always("CD", 15, RECOGNITION_RULES),
    "recognition.service": always("CD", 20, RECOGNITION_RULES),
    "recognition.retention": always("Y", 50, RECOGNITION_RULES),
    "recognition.redo": always("CD", 60, LITIGATION_LAW_2014),
    "reconsideration.application": always("CD", 60, RECONSIDERATION_LAW),
    "reconsideration.longest": always("Y", 5, RECONSIDERATION_LAW),
    "reconsideration.decision": always("CD", 60, RECONSIDERATION_LAW),
    "reconsideration.decision_simplified": always("CD", 30, RECONSIDERATION_LAW_2023),
    "reconsideration.reply": always("CD", 10, RECONSIDERATION_LAW_2023),
    "reconsideration.reply_simplified": always("CD", 5, RECONSIDERATION_LAW_2023),
    "lawsuit.direct": always("M", 6, LITIGATION_LAW_2014),
    "lawsuit.after_reconsideration": always("CD", 15, LITIGATION_LAW_2014),
    "lawsuit.answer": always("CD", 15, LITIGATION_LAW_2014),
    "lawsuit.appeal_judgment": always("CD", 15, LITIGATION_LAW_2014),
    "lawsuit.appeal_ruling": always("CD", 10, LITIGATION_LAW_2014),
    "penalty.hearing": always("WD", 5, PENALTY_LAW_2021),
    # §3 assessment
    "assessment.material_notice": always("WD", 5, date(2014, 4, 1)),
    "assessment.conclusion": always("CD", 60),
    "assessment.service": (Length(date(2014, 4, 1), "CD", 20), Length(date(2025, 7, 1), "CD", 15)),
    "assessment.reassessment": always("CD", 15),
    "assessment.province_conclusion": always("CD", 60),
    "assessment.review": always("Y", 1),
    # §4 benefits
    "benefits.reimbursement": always("WD", 20, OPERATION_REGULATION),
    "benefits.paid_leave_period": always("M", 12),
    "benefits.missing_wage": always("MONTHS_WHOLE", 3),
    "benefits.allowance_start": always("NEXT_MONTH", 1, date(2005, 4, 1)),
    "benefits.dependants_start": always("NEXT_MONTH", 1, date(2015, 6, 1)),
    "benefits.eligibility": always("Y", 1, OPERATION_REGULATION),
    "arbitration.limitation": always("Y", 1, date(2008, 5, 1)),
    "arbitration.award": always("CD", 45, date(2008, 5, 1)),
    # §5 advance payment and recoupment
    "advance.demand": always("WD", 3, INSURANCE_LAW),
    "advance.employer_pays": always("WD", 5, INSURANCE_LAW),
    "advance.refusal": always("WD", 5, INSURANCE_LAW),
    "advance.repay": always("CD", 10, INSURANCE_LAW),
    "recoupment.limitation": always("Y", 3, date(2017, 10, 1)),
    "recoupment.enforcement": always("M", 3, date(2012, 1, 1)),
    # §6 inspection, audit, penalties
    "inspection.case": always("WD", 60, date(2004, 12, 1)),
    "inspection.look_back": always("Y", 2, date(2004, 12, 1)),
    "inspection.roster_feedback": always("WD", 60, date(2004, 12, 1)),
    "inspection.base_verification": always("WD", 30, date(2004, 12, 1)),
    "audit.notice": always("CD", 3, date(2003, 4, 1)),
    "audit.no_problem": always("WD", 5, date(2003, 4, 1)),
    "audit.rectification": always("WD", 10, date(2003, 4, 1)),
    "penalty.decision": always("CD", 90, PENALTY_LAW_2021),
    "penalty.service": always("WD", 7, PENALTY_LAW_2021),
    "penalty.look_back": always("Y", 2, PENALTY_LAW_2021),
    "penalty.look_back_grave": always("Y", 5, PENALTY_LAW_2021),
    "contribution.rate_objection": always("CD", 10, date(2025, 1, 1)),
    "contribution.rate_redecision": always("WD", 10, date(2022, 1, 1)),
    # §7 service, §9 gig workers, §10 occupational disease
    "service.public_notice": (Length(date(1991, 4, 9), "CD", 60), Length(date(2022, 1, 1), "CD", 30)),
    "gig.material_review": always("WD", 5, PILOT),
    "gig.confirmation_clear": always("CD", 30, PILOT),
    "gig.confirmation": always("CD", 60, PILOT),
    "gig.platform_application": always("CD", 30, PILOT),
    "gig.person_application": always("Y", 1, PILOT),
    "disease.history_arbitration": always("CD", 30, date(2011, 12, 31)),
    "disease.first_appraisal": always("CD", 30, APPRAISAL_OF_DIAGNOSES),
    "disease.second_appraisal": always("CD", 15, APPRAISAL_OF_DIAGNOSES),
}
# The lengths of §2–§6 that an extension adds, in the clock's own unit.
EXTENDED_BY = {
    "assessment.conclusion": 30,
    "assessment.province_conclusion": 30,
    "reconsideration.decision": 30,
    "arbitration.award": 15,
    "inspection.case": 30,
    "benefits.paid_leave_period": 12,
}
# "Not before": a first day, not a last one.
EARLIEST = {"assessment.review", "audit.notice", "benefits.allowance_start", "benefits.dependants_start", "contribution.late_fee"}
# The clocks whose row names time that is not counted; that of gig workers mirrors art. 17, that of arbitration stops by the article's own third paragraph.
SUSPENDED_BY_LAW = {
    "recognition.decision",
    "recognition.worker_application",
    "reconsideration.application",
    "lawsuit.direct",
    "arbitration.limitation",
    "gig.person_application",
}
# A state that ends by itself: nobody has an act to do on its last day, so a rest day moves nothing (CHOICES.md, 62).
ENDS_BY_ITSELF = {
    "recognition.retention",
    "benefits.paid_leave_period",
    "benefits.missing_wage",
    "inspection.look_back",
    "penalty.look_back",
    "penalty.look_back_grave",
    "service.public_notice",
}


def in_force_from(name: str) -> date:
    return LENGTHS[name][0].since
