"""Lists of the area as workbooks: findings come in row by row of one list, base reports one matter a row; both go out masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.areas.inspection import operations
from gongdun.areas.inspection.forms import base_reports
from gongdun.areas.inspection.forms.findings import FORM
from gongdun.areas.inspection.models import BaseReport, ListRow
from gongdun.desk.sheet_lists import Asked, Effects, Extra, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Fault, Form, Problem
from gongdun.kernel.words import Title
from gongdun.registry.models import Employer

INSPECTORS = frozenset({"labour_inspector"})
HEADS = frozenset({"labour_inspector", "inspection_head"})
READERS = frozenset({"inspection_liaison", "enrolment_clerk", "data_clerk", "approver", "reviewer", "director"}) | HEADS
OTHER_BATCH = Fault(
    "other_batch", "Another list's row", "The row belongs to batch {other}, this list is batch {batch}.", "Choose the right file."
)
NO_POSITION = Fault("no_position", "No such row", "The list has no row {position}.", "Use the row numbers of the list.")
HAS_FINDING = Fault("has_finding", "Has a finding already", "The row has the finding “{finding}” already.", "Take it back first.")
NOBODY = Fault(
    "no_employer", "No such employer", "No employer with this credit code is among those you may see.", "Check the 18 characters."
)
NO_GAP = Fault("no_gap", "Nothing to report", "The actual wage is not above the declared base.", "Check the two amounts.")
TURNED = Fault("months_turned", "Months in the wrong order", "The last month lies before the first.", "Correct the months.")
TWICE = Fault(
    "reported", "Perhaps reported already", "{number} asks about this employer from the same month on.", "Check that matter first."
)


def findings_form() -> Form:
    return FORM


def finding_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    if asked.matter is None:
        return
    batch = asked.matter.uninsured_list.batch
    for row in asked.matter.list_rows.select_related("employer", "worker"):
        yield {
            "batch": batch, "position": row.position, "employer": row.employer.name, "uscc": row.employer.uscc,
            "worker": row.worker.name if row.worker else None, "identity": row.worker.masked_number if row.worker else None,
            "finding": row.finding or None, "arrears": row.arrears_fen or None, "remark": row.remark or None,
        }  # fmt: skip


def findings_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    assert told.matter is not None
    batch = told.matter.uninsured_list.batch
    held = {row.position: row for row in told.matter.list_rows.all()}
    labels = dict(ListRow.Finding.choices)
    for row in rows:
        if row.values["batch"] != batch:
            yield Known(row.number, Status.TO_MEND, Problem("batch", OTHER_BATCH, {"other": row.values["batch"], "batch": batch}))
        elif (one := held.get(row.values["position"])) is None:
            yield Known(row.number, Status.TO_MEND, Problem("position", NO_POSITION, {"position": row.values["position"]}))
        elif one.finding:
            yield Known(row.number, Status.DUPLICATE, Problem("finding", HAS_FINDING, {"finding": str(labels[one.finding])}))


def take_findings(rows: Sequence[Row], told: Told) -> Effects:
    assert told.matter is not None
    found = [
        {"position": row.values["position"], "finding": row.values["finding"], "remark": row.values["remark"] or "", "arrears_fen": row.values["arrears"] or 0}
        for row in rows
    ]  # fmt: skip
    operations.record_findings(
        matter=told.matter.pk, findings=found, actor=told.actor, today=told.today, finders=told.words.get("finders", "")
    )
    return {"new": [one["position"] for one in found]}


def undo_findings(kept: Effects, told: Told) -> None:
    assert told.matter is not None
    for position in kept["new"]:
        operations.clear_finding(matter=told.matter.pk, position=position, actor=told.actor)


def report_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in BaseReport.objects.select_related("employer", "matter").order_by("-reported_on", "-id").iterator():
        yield {
            "uscc": one.employer.uscc, "employer": one.employer.name, "first": one.from_month, "last": one.to_month,
            "declared": one.declared_base_fen, "actual": one.actual_wage_fen, "evidence": one.evidence, "number": one.matter.number,
        }  # fmt: skip


def reports_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    codes = [row.values["uscc"] for row in rows]
    firms = set(Employer.objects.filter(uscc__in=codes).values_list("uscc", flat=True))
    asked = BaseReport.objects.filter(employer__uscc__in=codes, matter__is_closed=False).select_related("employer", "matter")
    held = {(one.employer.uscc, one.from_month): one.matter.number for one in asked}
    for row in rows:
        values = row.values
        if values["uscc"] not in firms:
            yield Known(row.number, Status.TO_MEND, Problem("uscc", NOBODY))
        elif values["actual"] <= values["declared"]:
            yield Known(row.number, Status.TO_MEND, Problem("actual", NO_GAP))
        elif values["last"] < values["first"]:
            yield Known(row.number, Status.TO_MEND, Problem("last", TURNED))
        elif number := held.get((values["uscc"], values["first"])):
            yield Known(row.number, Status.DUPLICATE, Problem("uscc", TWICE, {"number": number}))


def take_reports(rows: Sequence[Row], told: Told) -> Effects:
    firms = {one.uscc: one for one in Employer.objects.filter(uscc__in=[row.values["uscc"] for row in rows])}
    opened = [report(firms[row.values["uscc"]], row.values, told) for row in rows]
    return {"new": opened}


def report(firm: Employer, values: Mapping[str, Any], told: Told) -> int:
    return operations.report_base(
        employer=firm, worker=None, months=(first_of(values["first"]), first_of(values["last"])), declared_base_fen=values["declared"],
        actual_wage_fen=values["actual"], evidence=values["evidence"], actor=told.actor, today=told.today, now=told.now,
    ).pk  # fmt: skip


def first_of(month: date) -> date:
    return month.replace(day=1)


FINDERS = Extra("finders", Title("两名监察员", "Inspectors (two)"))
FINDINGS_UNDO = Title(
    "名单反馈之前，当日和次日可整批撤销。", "Can be undone whole on the same and the next day, until the findings are sent back."
)
REPORTS_UNDO = Title(
    "不能撤销：每行已立一件，有编号和期限；误报的由经办机构以“查无异常”办结。",
    "Cannot be undone: each row opened a matter with a number and a clock; the agency closes a mistaken one as “nothing found”.",
)
sheet_lists = [
    SheetList(
        "findings", findings_form, finding_rows, READERS,
        Intake(take_findings, INSPECTORS, findings_known, undo_findings, FINDINGS_UNDO, extras=(FINDERS,)), of_matter="uninsured_list", page="uninsured_lists",
    ),
    SheetList(
        "base_reports", lambda: base_reports.FORM, report_rows, READERS | {"audit_officer"},
        Intake(take_reports, HEADS, reports_known, None, REPORTS_UNDO), page="base_reports",
    ),
]  # fmt: skip
