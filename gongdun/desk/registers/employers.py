"""用人单位 — known by the credit code; a wrong check character of an old 92-code warns, any other is a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from gongdun.compare.keys import LocalKeys
from gongdun.compare.runner import KEY_FILE
from gongdun.desk.registers.shared import AREAS, CLERKS, NAMESAKE, area_choices, compared, effects, foreign, images, is_own
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Choice, CodeList, Fault, Field, Form, Kind, Problem
from gongdun.kernel.words import Title
from gongdun.law import industries
from gongdun.registry import operations, queries
from gongdun.registry.models import Area, Employer
from gongdun.registry.operations import EmployerRow
from gongdun.vault.scopes import within

KINDS = CodeList(
    "employer_kinds",
    Title("单位类型", "Kind"),
    (
        Choice("enterprise", Title("企业", "enterprise")),
        Choice("individual", Title("个体工商户", "individual business")),
        Choice("agency", Title("机关事业单位", "public body")),
        Choice("dispatch", Title("劳务派遣单位", "dispatch agency")),
        Choice("school", Title("学校", "school")),
    ),
)
FORM = Form(
    "用人单位",
    "Employers",
    (
        Field("uscc", "统一社会信用代码", "Credit code", Kind.USCC, required=True),
        Field("name", "单位名称", "Employer", Kind.EMPLOYER_NAME, required=True),
        Field("district", "所属地区", "District", Kind.CHOICE, required=True, choices=AREAS),
        Field("kind", "单位类型", "Kind", Kind.CHOICE, choices=KINDS),
        Field("industry_code", "行业代码", "Industry code", Kind.TEXT, limit=6),
        Field("industry", "行业", "Industry", Kind.TEXT, required=True, limit=60, help=Title("国民经济行业分类的名称", "its name in GB/T 4754")),
        Field("risk_class", "风险类别", "Risk class", Kind.INTEGER, citation="人社部发〔2015〕71号", help=Title("1 至 8；空着按行业名称取", "1 to 8; empty: by the industry")),
        Field("legal_person", "法定代表人", "Legal representative", Kind.PERSON_NAME),
        Field("registered_on", "登记日期", "Registered on", Kind.DATE),
        Field("cancelled_on", "注销日期", "Cancelled on", Kind.DATE),
    ),
    version=date(2022, 1, 1),
    citation="GB 32100-2015",
    id="employers",
    key=("uscc",),
)  # fmt: skip
NAMES = ("name", "pinyin", "initials", "kind", "industry_code", "industry", "risk_class", "legal_person", "registered_on", "cancelled_on", "ledger", "district")  # fmt: skip
ELSEWHERE = Fault(
    "elsewhere", "Registered with another office", "This credit code is registered in {area}.", "Ask that area's agency to move it."
)
NO_CLASS = Fault(
    "no_class", "The industry has no risk class", "“{industry}” stands in no row of the annex of 人社部发〔2015〕71号.", "Fill in the risk class, 1 to 8."
)  # fmt: skip
BAD_CLASS = Fault("bad_class", "No such risk class", "{said} is no risk class.", "Risk classes are 1 to 8.")


def form() -> Form:
    return FORM.supplied_with(areas=area_choices())


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    codes = dict(Area.objects.values_list("pk", "code"))
    for one in queries.employers(asked.query.get("q", ""), asked.query.get("district", "")).iterator():
        yield {
            "uscc": one.uscc, "name": one.name, "district": codes[one.district], "kind": one.kind if one.kind in KINDS.codes_by_word else None,
            "industry_code": one.industry_code, "industry": one.industry, "risk_class": one.risk_class, "legal_person": one.legal_person,
            "registered_on": one.registered_on, "cancelled_on": one.cancelled_on,
        }  # fmt: skip


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    """What the whole city's register says: a code may stand in another ledger, which this office does not see."""
    codes, names = [row.values["uscc"] for row in found], [row.values["name"] for row in found]
    with within(queries.everywhere()):
        held = {one.uscc: one for one in Employer.objects.filter(uscc__any_of=codes)}
        areas = {area.pk: area for area in Area.objects.select_related("ledger")}
        namesakes = {one.name: one for one in Employer.objects.filter(name__any_of=names)}
    for row in found:
        yield from foreign(row)
        yield from class_problems(row)
        one, namesake = held.get(row.values["uscc"]), namesakes.get(row.values["name"])
        if one is not None and not is_own(areas[one.district]):
            area = areas[one.district]
            yield Known(row.number, Status.TO_MEND, Problem("uscc", ELSEWHERE, {"area": Title(area.name, area.name_en)}))
        elif one is not None:
            yield from compared(row, image(one, areas[one.district].code))
        elif namesake is not None and is_own(areas[namesake.district]):
            yield Known(row.number, Status.CONFLICTING, Problem("name", NAMESAKE, {"name": namesake.name, "number": namesake.uscc}))


def image(one: Employer, district: str) -> dict[str, Any]:
    return {"district": district} | {
        name: getattr(one, name)
        for name in ("name", "industry_code", "industry", "risk_class", "legal_person", "registered_on", "cancelled_on")
    }


def class_problems(row: Row) -> Iterator[Known]:
    said, industry = row.values.get("risk_class"), row.values["industry"]
    if said is not None and not 1 <= said <= 8:
        yield Known(row.number, Status.TO_MEND, Problem("risk_class", BAD_CLASS, {"said": said}))
    if said is None and industry not in industries.classes():
        yield Known(row.number, Status.TO_MEND, Problem("industry", NO_CLASS, {"industry": industry}))


def take(found: Sequence[Row], told: Told) -> Effects:
    """The comparison knows employers by keys of this installation's own secret; the same keys are given here."""
    codes = [row.values["uscc"] for row in found]
    here = Employer.objects.filter(uscc__any_of=codes)
    held = {one.uscc: one for one in here}
    before = images(here, NAMES, "uscc")
    keys = dict(zip(codes, LocalKeys.from_file(settings.LAKE / KEY_FILE).employers(codes), strict=True))
    operations.take_employers(rows=[employer_row(row.values, keys, held) for row in found], actor=told.actor)
    return effects(before, images(here, NAMES, "uscc"))


def employer_row(values: Mapping[str, Any], keys: Mapping[str, int], held: Mapping[str, Employer]) -> EmployerRow:
    """What the file leaves empty stays as the register has it."""
    old = held.get(values["uscc"])

    def said(name: str, otherwise: Any) -> Any:
        return values.get(name) if values.get(name) not in (None, "") else getattr(old, name) if old is not None else otherwise

    return EmployerRow(
        keys[values["uscc"]] if old is None else old.key, values["uscc"], values["name"], said("kind", "enterprise"), said("industry_code", ""),
        values["industry"], values.get("risk_class") or industries.risk_class(values["industry"]), values["district"],
        tuple(old.hazards) if old is not None else (), said("legal_person", ""), said("registered_on", None), said("cancelled_on", None),
    )  # fmt: skip


def undo(kept: Effects, told: Told) -> None:
    operations.put_back(model=Employer, new=kept["new"], renewed=kept["renewed"], actor=told.actor)


UNDO = Title(
    "当日和次日可整批撤销；已有单位被线索、办件引用或之后又被改过的，不能撤销。",
    "Can be undone whole on the same and the next day, unless a lead or a matter uses an employer or it was changed since.",
)
READERS = frozenset(
    {
        "intake_clerk", "enrolment_clerk", "data_clerk", "investigator", "reviewer", "approver", "finance_officer", "audit_officer",
        "inspection_liaison", "labour_inspector", "inspection_head", "director", "supervisor",
    }
)  # fmt: skip
EMPLOYERS = SheetList("employers", form, rows, READERS, Intake(take, CLERKS, existing, undo, UNDO, renews=True), page="employers")
