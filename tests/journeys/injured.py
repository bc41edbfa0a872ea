"""A work injury told with builders: who applies, what happened, and the officers of a district's bureau and of the city's committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongdun.areas.recognition import authenticity
from gongdun.areas.recognition import operations as recognition
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.models import Application
from gongdun.desk.models import Matter
from gongdun.desk.operations.materials import check_material
from gongdun.desk.operations.matters import move
from gongdun.desk.operations.serving import Serving
from gongdun.registry.models import Account, Employer, Office
from gongdun.registry.operations import EmployerRow, WorkerRow, take_employers, take_workers
from gongdun.site.builders import JOB, Team, an_officer, at, citizen_number
from gongdun.vault import identities

PHONE = "13800001234"


@dataclass(frozen=True)
class Bureau:
    """A district's recognition officers: intake, two investigators, the approver."""

    intake: Account
    investigator: Account
    second: Account
    approver: Account

    @property
    def office(self) -> Office:
        return self.intake.office


def a_bureau(area: str = "新北区", prefix: str = "xinbei") -> Bureau:
    return Bureau(
        an_officer(f"{prefix}.intake", "bureau", area, "intake_clerk", name="蒋玥"),
        an_officer(f"{prefix}.first", "bureau", area, "investigator", name="何喆"),
        an_officer(f"{prefix}.other", "bureau", area, "investigator", name="丁珺"),
        an_officer(f"{prefix}.decider", "bureau", area, "approver", name="顾曌"),
    )


def a_person(name: str, number: int = 7) -> str:
    """Somebody the register knows; the number to write into the form."""
    identity = citizen_number(number)
    (key,) = identities.keys("person", [identity], actor=JOB)
    take_workers(rows=[WorkerRow(key, name, f"{identity[:6]}********{identity[-4:]}", "M", date(1980, 1, 1), "320411")], actor=JOB)
    return identity


def a_firm(name: str = "常州测试建设有限公司", body: str = "91320411MA00000017") -> Employer:
    """An employer with a valid credit code, insured in 新北区."""
    code = body[:17] + check_digit(body[:17])
    take_employers(rows=[EmployerRow(900 + int(body[14:17]), code, name, "enterprise", "47", "房屋建筑业", 7, "320411")], actor=JOB)
    return Employer.objects.get(uscc=code)


def check_digit(body: str) -> str:
    """GB 32100: weights are powers of three modulo 31."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return letters[(31 - sum(letters.index(one) * pow(3, place, 31) for place, one in enumerate(body)) % 31) % 31]


def told(**changes: Any) -> dict[str, Any]:
    """A filled form, as it is typed; the scaffold fall unless changed."""
    firm = a_firm()
    filled = {
        "applicant_kind": "employer", "applicant_name": firm.name, "worker_name": "潘玥㛃", "phone": PHONE, "uscc": firm.uscc, "employer_name": firm.name,
        "employer_phone": "051985120001", "occupation": "架子工", "claimed_item": "14-1", "injured_at": "2022-08-15 09:20", "place": "新北区龙城大道工地3号楼",
        "told": "在脚手架上作业时跳板断裂，坠落受伤。", "diagnosed_at": "2022-08-15 10:30", "hospital": "常州市第一人民医院", "diagnosis": "右胫骨骨折",
        "diagnosis_codes": "S82.2", "injured_parts": "右小腿", "accident_type": "09", "accident_cause": "6.04", "witnesses": "张三",
    }  # fmt: skip
    filled |= changes
    if "identity" not in filled:
        filled["identity"] = a_person(filled["worker_name"])
    checked = FORM.check(filled)
    assert checked.is_usable, [problem.text("zh_Hans") for problem in checked.errors]
    return dict(checked.values)


def applied(bureau: Bureau, day: date, **changes: Any) -> tuple[Matter, str]:
    matter, code = recognition.apply(values=told(**changes), office=bureau.office, actor=Team.act(bureau.intake), today=day, now=at(day))
    recognition.check_identity(matter=matter.pk, how="身份证原件", actor=Team.act(bureau.intake), today=day)
    return matter, code


def arrive(bureau: Bureau, matter: Matter, day: date, *materials: str) -> None:
    for one in materials:
        check_material(matter=matter.pk, material=one, state="checked", actor=Team.act(bureau.intake), today=day)


def accepted(bureau: Bureau, matter: Matter, day: date, *materials: str, clear: bool = False) -> Matter:
    arrive(bureau, matter, day, "labour_relation", *materials)
    act = {"matter": matter.pk, "actor": Team.act(bureau.intake), "today": day, "now": at(day)}
    return recognition.accept_clear(**act) if clear else recognition.accept(**act)


def investigated(bureau: Bureau, matter: Matter, day: date, **found: str) -> None:
    """A statement by both investigators, and the named elements resting on it."""
    act = Team.act(bureau.investigator)
    record = recognition.add_record(
        matter=matter.pk, kind="statement", title="调查笔录（张三）", officers=("何喆", "丁珺"), made_on=day, actor=act, place="工地项目部", person="张三",
        text="问：事发经过？\n答：我看见他从脚手架上掉下来。", pages=2,
    )  # fmt: skip
    for element, answer in found.items():
        recognition.find_element(
            matter=matter.pk, element=element, answer=answer, actor=act, today=day, record=record.pk, page=1, note="证人陈述一致"
        )


def decided(bureau: Bureau, matter: Matter, day: date, item: str, result: str, reason: str = "") -> Matter:
    act = Team.act(bureau.investigator)
    for sign in authenticity.unanswered(Application.objects.get(matter=matter.pk)):
        recognition.answer_sign(matter=matter.pk, sign=sign.id, note="已核对原件，系不同事故", actor=act, today=day)
    recognition.choose_article(matter=matter.pk, item=item, result=result, actor=act, reason=reason)
    recognition.propose(matter=matter.pk, actor=act, today=day, now=at(day))
    return recognition.decide(matter=matter.pk, actor=Team.act(bureau.approver), today=day, now=at(day))


def served(bureau: Bureau, matter: Matter, day: date) -> Matter:
    act = Team.act(bureau.intake)
    for side, who in (("worker", "本人"), ("employer", "单位收发室")):
        recognition.serve(matter=matter.pk, side=side, serving=Serving("direct", who, day, receiver=who), actor=act, today=day, now=at(day))
    return move(matter=matter.pk, move="complete_service", actor=act, today=day, now=at(day))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
