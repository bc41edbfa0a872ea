"""An assessment told with builders: the committee's officers, an injury recognised and served, the steps to the conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.areas.assessment import operations as assessment
from gongdun.areas.assessment.forms.application import FORM
from gongdun.areas.recognition import queries as recognitions
from gongdun.desk.operations.materials import check_material
from gongdun.desk.operations.matters import move
from gongdun.desk.operations.serving import Serving
from gongdun.registry.models import Account
from gongdun.site.builders import Team, an_officer, at, citizen_number
from tests.journeys.injured import a_bureau, accepted, applied, decided, investigated, served

RECOGNISED = date(2022, 9, 20)
ELEMENTS = {"work_time": "supported", "workplace": "supported", "work_cause": "supported", "accident": "supported"}


@dataclass(frozen=True)
class Committee:
    clerk: Account
    reviewer: Account
    approver: Account

    @property
    def office(self):
        return self.clerk.office


def a_committee(area="常州市", prefix="city"):
    return Committee(
        an_officer(f"{prefix}.assess", "agency", area, "intake_clerk", name="方晴"),
        an_officer(f"{prefix}.review", "agency", area, "reviewer", name="史喆"),
        an_officer(f"{prefix}.sign", "agency", area, "approver", name="严曌"),
    )


def recognised():
    bureau = a_bureau()
    matter, _ = applied(bureau, date(2022, 8, 22))
    accepted(bureau, matter, date(2022, 8, 23), "diagnosis")
    investigated(bureau, matter, date(2022, 9, 5), **ELEMENTS)
    decided(bureau, matter, RECOGNISED, "14-1", "injury")
    served(bureau, matter, RECOGNISED)
    return recognitions.decision_in_force(matter.pk)


def asked(committee, decision, day, kind="first", **changes):
    filled = {
        "kind": kind, "applicant_kind": "worker", "applicant_name": "潘玥㛃", "identity": citizen_number(7), "recognition_number": decision.number,
        "injured_parts": "右胫骨骨折术后", "diagnosis_codes": "S82.2", "is_stable": "是",
    } | changes  # fmt: skip
    checked = FORM.check(filled)
    assert checked.is_usable
    return assessment.apply(values=checked.values, office=committee.office, actor=Team.act(committee.clerk), today=day, now=at(day))


def taken(committee, matter, day):
    act = Team.act(committee.clerk)
    for one in ("recognition_decision", "diagnosis", "identity"):
        check_material(matter=matter.pk, material=one, state="checked", actor=act, today=day)
    assessment.accept(matter=matter.pk, actor=act, today=day, now=at(day))
    assessment.set_subject(matter=matter.pk, subject="orthopaedics", actor=act, today=day)


def step(matter, name, account, day, **rest):
    return move(matter=matter.pk, move=name, actor=Team.act(account), today=day, now=at(day), **rest)


def concluded(committee, matter, day):
    step(matter, "propose", committee.reviewer, day)
    return assessment.conclude(matter=matter.pk, actor=Team.act(committee.approver), today=day, now=at(day))


def reached(committee, matter, day):
    for side in ("worker", "employer"):
        serving = Serving("direct", "本人", day, receiver="本人")
        assessment.serve(matter=matter.pk, side=side, serving=serving, actor=Team.act(committee.clerk), today=day, now=at(day))
    return step(matter, "complete_service", committee.clerk, day)
