"""措施 24–28、40–42: sixty injuries from April to October — recognised, assessed and paid, the latest left in every state."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gongdun.areas.assessment import operations as assessment
from gongdun.areas.assessment.forms.application import FORM as ASSESSMENT_FORM
from gongdun.areas.recognition import authenticity
from gongdun.areas.recognition import operations as recognition
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.models import Application
from gongdun.areas.recognition.queries import RecognitionDecision, decision_in_force
from gongdun.demo.accounts import Team, team
from gongdun.demo.stories import benefits
from gongdun.demo.stories.days import BUSINESS_DATE, JOB, at
from gongdun.desk.models import Matter
from gongdun.desk.operations.materials import check_material
from gongdun.desk.operations.matters import move
from gongdun.desk.operations.serving import Serving
from gongdun.desk.queries.materials import checklist
from gongdun.law.recognition import items
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Worker
from gongdun.vault import identities

INJURIES = 60
FIRST, LAST = date(2022, 4, 6), date(2022, 9, 27)
# Days after the application: accepted, investigated, proposed and decided, served, filed; an injury goes as far as its days have come.
STEPS = (4, 12, 28, 33, 45)


@dataclass(frozen=True)
class Injured:
    """Who was hurt where, on which day, and how."""

    worker: Worker
    employer: Employer
    people: Team
    day: date
    accident: dict[str, Any]
    number: str

    @property
    def is_death(self) -> bool:
        return self.accident["item"] == "15-1-1"


def tell() -> None:
    for one in tqdm(list(injured()), desc="工伤认定、鉴定、待遇", leave=False):
        decision = recognised(one)
        if decision is not None and one.accident.get("criterion"):
            assessed(one, decision)


def injured() -> Iterator[Injured]:
    accidents = tomllib.loads((Path(__file__).parent / "accidents.toml").read_text(encoding="utf-8"))["accident"]
    areas = {area.pk: area for area in Area.objects.select_related("ledger").filter(kind="district")}
    firms = list(Employer.objects.filter(district__in=areas).order_by("-key")[:INJURIES])
    workers = list(Worker.objects.filter(district__in=areas).order_by("-person_key")[:INJURIES])
    numbers = identities.open_many(
        [one.person_key for one in workers], actor=JOB, door="hand_over_workbook", reason="演示城市的工伤认定申请"
    )
    for place, (firm, worker, accident) in enumerate(zip(firms, workers, cycle(accidents), strict=False)):
        area = areas[firm.district]
        day = FIRST + (LAST - FIRST) * place / INJURIES
        yield Injured(worker, firm, team(area.code, area.ledger.code), day, accident, numbers[worker.person_key])


def act(one: Injured, post: str, matter: Matter, day: date, hour: int = 10) -> dict[str, Any]:
    return {"matter": matter.pk, "actor": one.people.actor(post), "today": day, "now": at(day, hour)}


def applied(one: Injured) -> Matter:
    applied_on, accident = one.day + timedelta(days=7), one.accident
    told = {
        "applicant_kind": "employer", "applicant_name": one.employer.name, "worker_name": one.worker.name, "identity": one.number,
        "phone": f"138{one.worker.pk % 10**8:08d}", "uscc": one.employer.uscc, "employer_name": one.employer.name, "occupation": accident["occupation"],
        "claimed_item": accident["item"], "injured_at": f"{one.day} 09:20", "place": accident["place"], "told": accident["told"],
        "diagnosed_at": f"{one.day} 10:30", "hospital": accident["hospital"], "diagnosis": accident["diagnosis"], "diagnosis_codes": accident["codes"],
        "injured_parts": accident["parts"], "accident_type": accident["type"], "accident_cause": accident["cause"], "witnesses": "当班工友",
    } | ({"died_at": f"{one.day} 18:40"} if one.is_death else {})  # fmt: skip
    checked = FORM.check(told)
    if not checked.is_usable:
        raise Refusal("The demo's injury cannot be applied for: {faults}.", faults=[problem.text("zh_Hans") for problem in checked.errors])
    matter, _code = recognition.apply(
        values=checked.values,
        office=one.people.office("liaison"),
        actor=one.people.actor("liaison"),
        today=applied_on,
        now=at(applied_on),
    )
    recognition.check_identity(matter=matter.pk, how="身份证原件", actor=one.people.actor("liaison"), today=applied_on)
    return matter


def recognised(one: Injured) -> RecognitionDecision | None:
    """The decision once it is served; None where the matter is still on its way on the business date."""
    matter, start = applied(one), one.day + timedelta(days=7)
    works = (accepted, investigated, decided, served, archived)
    for work, after in zip(works, STEPS, strict=True):
        if start + timedelta(days=after) > BUSINESS_DATE:
            break
        work(one, matter, start + timedelta(days=after))
    return decision_in_force(matter.pk) if start + timedelta(days=STEPS[3]) <= BUSINESS_DATE else None


def arrive(matter: Matter, account: Any, day: date) -> None:
    matter.refresh_from_db()
    for line in checklist(matter):
        if line.required and line.state != "checked":
            check_material(matter=matter.pk, material=line.id, state="checked", actor=account, today=day)


def accepted(one: Injured, matter: Matter, day: date) -> None:
    arrive(matter, one.people.actor("liaison"), day)
    recognition.accept(**act(one, "liaison", matter, day))


def investigated(one: Injured, matter: Matter, day: date) -> None:
    """A statement that both investigators signed; each element of the item rests on it."""
    officers = (str(one.people.accounts["investigator"]), str(one.people.accounts["second"]))
    rest: dict[str, Any] = {"actor": one.people.actor("investigator")}
    record = recognition.add_record(
        matter=matter.pk, kind="statement", title="调查笔录（当班工友）", officers=officers, made_on=day, place="单位会议室", person="当班工友",
        text=f"问：请讲一下事发经过。\n答：{one.accident['told']}", pages=2, **rest,
    )  # fmt: skip
    for element in items()[one.accident["item"]].elements:
        recognition.find_element(
            matter=matter.pk, element=element, answer="supported", today=day, record=record.pk, page=1, note="证人陈述与病历一致", **rest
        )


def decided(one: Injured, matter: Matter, day: date) -> None:
    """The story's accounts and its one witness repeat themselves: each sign of it is answered, as measure 41 asks."""
    for sign in authenticity.unanswered(Application.objects.get(matter=matter)):
        recognition.answer_sign(
            matter=matter.pk,
            sign=sign.id,
            note="已核对原件并向单位、证人核实，系不同职工的不同事故",
            actor=one.people.actor("investigator"),
            today=day,
        )
    result = items()[one.accident["item"]].result
    recognition.choose_article(
        matter=matter.pk, item=one.accident["item"], result=result, actor=one.people.actor("investigator"), reason=""
    )
    recognition.propose(**act(one, "investigator", matter, day))
    recognition.decide(**act(one, "approver", matter, day, 15))


def served(one: Injured, matter: Matter, day: date) -> None:
    for side, who in (("worker", "近亲属" if one.is_death else "本人"), ("employer", "单位收发室")):
        recognition.serve(side=side, serving=Serving("direct", who, day, receiver=who), **act(one, "liaison", matter, day))
    move(move="complete_service", **act(one, "liaison", matter, day))


def archived(one: Injured, matter: Matter, day: date) -> None:
    recognition.archive(**act(one, "liaison", matter, day))


def assessed(one: Injured, decision: RecognitionDecision) -> None:
    """Healed fractures go the simple way, then to their benefits; as far as the days have come."""
    day = one.day + timedelta(days=75)
    if day > BUSINESS_DATE:
        return
    matter = asked(one, decision, day)
    works = (classified, examined, concluded, delivered)
    for work, after in zip(works, (2, 6, 12, 18), strict=True):
        if day + timedelta(days=after) > BUSINESS_DATE:
            return
        work(one, matter, day + timedelta(days=after))
    # Every third comes so late that its claim is still on its way.
    came = day + timedelta(days=25) if one.worker.pk % 3 else BUSINESS_DATE - timedelta(days=one.worker.pk % 7)
    benefits.claimed(one.worker, one.employer, decision, one.people, one.day, came)


def asked(one: Injured, decision: RecognitionDecision, day: date) -> Matter:
    told = {
        "kind": "first", "applicant_kind": "worker", "applicant_name": one.worker.name, "identity": one.number, "recognition_number": decision.number,
        "injured_parts": f"{one.accident['diagnosis']}术后", "diagnosis_codes": one.accident["codes"], "is_stable": "是",
    }  # fmt: skip
    values = ASSESSMENT_FORM.check(told).values
    office = one.people.office("city.intake")
    return assessment.apply(values=values, office=office, actor=one.people.actor("city.intake"), today=day, now=at(day))


def classified(one: Injured, matter: Matter, day: date) -> None:
    arrive(matter, one.people.actor("city.intake"), day)
    assessment.accept(**act(one, "city.intake", matter, day))
    assessment.set_subject(matter=matter.pk, subject=one.accident["subject"], actor=one.people.actor("city.intake"), today=day)
    move(move="classify", **act(one, "city.intake", matter, day))


def examined(one: Injured, matter: Matter, day: date) -> None:
    told: dict[str, Any] = {"matter": matter.pk, "actor": one.people.actor("city.agency2"), "today": day}
    assessment.choose_simple(criterion=one.accident["criterion"], **told)
    assessment.give_opinion(findings="骨折愈合，功能良好。", items=(one.accident["standard"],), grade=one.accident["grade"], **told)
    move(move="conclude_simply", identity_check="card_seen", **act(one, "city.agency2", matter, day))


def concluded(one: Injured, matter: Matter, day: date) -> None:
    move(move="propose", **act(one, "city.agency2", matter, day))
    assessment.conclude(**act(one, "city.agencyhead", matter, day))


def delivered(one: Injured, matter: Matter, day: date) -> None:
    for side in ("worker", "employer"):
        assessment.serve(side=side, serving=Serving("direct", "本人", day, receiver="本人"), **act(one, "city.intake", matter, day))
    move(move="complete_service", **act(one, "city.intake", matter, day))
