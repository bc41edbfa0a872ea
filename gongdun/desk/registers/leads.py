"""疑点线索 — open leads as a workbook: masked, a question each, never a decision. They come from comparison only, so nothing comes in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongdun.desk.queries import leads as queries
from gongdun.desk.registers.employers import READERS
from gongdun.desk.registers.shared import AREAS, area_choices
from gongdun.desk.sheet_lists import Asked, SheetList
from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind
from gongdun.kernel.words import Title
from gongdun.registry.models import Area

SEVERITIES = CodeList(
    "severities",
    Title("严重程度", "Severity"),
    (Choice("high", Title("高", "High")), Choice("middle", Title("中", "Middle")), Choice("low", Title("低", "Low"))),
)
FORM = Form(
    "疑点线索",
    "Leads",
    (
        Field("rule", "规则", "Rule", Kind.TEXT, width=30),
        Field("severity", "严重程度", "Severity", Kind.CHOICE, choices=SEVERITIES),
        Field("worker", "职工姓名", "Worker", Kind.PERSON_NAME),
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME),
        Field("uscc", "统一社会信用代码", "Credit code", Kind.USCC),
        Field("district", "所属地区", "District", Kind.CHOICE, choices=AREAS),
        Field("period", "所属期", "Period", Kind.TEXT),
        Field("arithmetic", "算式", "The arithmetic", Kind.LONG_TEXT),
    ),
    version=date(2022, 1, 1),
    id="leads",
)


def form() -> Form:
    return FORM.supplied_with(areas=area_choices())


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    codes = dict(Area.objects.values_list("pk", "code"))
    found = queries.open_leads()
    if rule := asked.query.get("rule"):
        found = found.filter(rule=rule)
    for lead in found.order_by("-severity", "employer__pinyin", "id").iterator():
        yield {
            "rule": queries.title(lead.rule, "zh-hans"), "severity": lead.severity, "worker": lead.worker.name if lead.worker else None,
            "identity": lead.worker.masked_number if lead.worker else None, "employer": lead.employer.name if lead.employer else None,
            "uscc": lead.employer.uscc if lead.employer else None, "district": codes[lead.district], "period": lead.period,
            "arithmetic": "；".join(f"{name} {value}" for name, value in lead.figures.items()),
        }  # fmt: skip


LEADS = SheetList("leads", form, rows, READERS - {"supervisor"}, page="leads")
