"""What goes with a list to labour inspection: the letter and the workbook, composed from facts that hold person keys instead of numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongdun.areas.inspection.documents.referral import Referral, ReferralRow, compose
from gongdun.areas.inspection.forms.findings import FORM
from gongdun.areas.inspection.models import ListRow
from gongdun.desk import sheets
from gongdun.desk.documents import docx, pdf
from gongdun.desk.models import Matter
from gongdun.kernel.documents import Letter

SOURCES = (("in_payroll", "个税工资薪金"), ("in_cover", "其他险种参保"), ("in_register", "用工备案"))


def source(row: ListRow) -> str:
    """Where the doubt comes from, in the words of the letter."""
    return "、".join(title for name, title in SOURCES if row.figures.get(name)) or "数据比对"


def facts_of(matter: Matter, number: str, today: date, contact: str) -> dict[str, Any]:
    """Everything the letter says, with person keys: what may be stored."""
    one = matter.uninsured_list
    rows = matter.list_rows.select_related("employer", "worker")
    return {
        "organ": one.built_by.name,
        "number": number,
        "inspectorate": one.inspectorate.name,
        "batch": one.batch,
        "month": one.month.isoformat(),
        "due_on": one.feedback_due_on.isoformat() if one.feedback_due_on else "",
        "issued_on": today.isoformat(),
        "contact": contact,
        "rows": [
            [
                row.employer.name,
                row.employer.uscc,
                row.worker.name if row.worker else "",
                row.worker.person_key if row.worker else None,
                source(row),
            ]
            for row in rows
        ],
    }


def persons(facts: dict[str, Any]) -> list[int]:
    return [row[3] for row in facts["rows"] if row[3] is not None]


def letter(facts: dict[str, Any], numbers: dict[int, str]) -> Letter:
    """The letter with its identity numbers filled in."""
    rows = tuple(
        ReferralRow(employer, uscc, "", worker, numbers.get(key, "") if key is not None else "", said)
        for employer, uscc, worker, key, said in facts["rows"]
    )
    return compose(
        Referral(
            organ=facts["organ"], number=facts["number"], inspectorate=facts["inspectorate"], batch=facts["batch"], month=date.fromisoformat(facts["month"]),
            due_on=date.fromisoformat(facts["due_on"]), issued_on=date.fromisoformat(facts["issued_on"]), rows=rows, contact=facts["contact"], phone="",
        )
    )  # fmt: skip


def rendered(facts: dict[str, Any], numbers: dict[int, str], form: str) -> bytes:
    """The letter as `pdf` or `docx`."""
    composed = letter(facts, numbers)
    return pdf(composed) if form == "pdf" else docx(composed)


def workbook(matter: Matter, numbers: dict[int, str]) -> bytes:
    """The inspector's offline workbook: every row of the list, the finding to choose."""
    batch = matter.uninsured_list.batch
    rows = [
        {
            "batch": batch, "position": row.position, "employer": row.employer.name, "uscc": row.employer.uscc, "worker": row.worker.name if row.worker else "",
            "identity": numbers.get(row.worker.person_key, "") if row.worker else "", "finding": row.finding or None, "remark": row.remark or None,
        }
        for row in matter.list_rows.select_related("employer", "worker")
    ]  # fmt: skip
    return sheets.template(FORM, rows, language="zh_Hans")
