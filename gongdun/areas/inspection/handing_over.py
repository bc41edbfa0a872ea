"""What goes with a list to labour inspection besides its letter: the workbook to be filled offline."""

from __future__ import annotations

from gongdun.areas.inspection.forms.findings import FORM
from gongdun.desk import sheets
from gongdun.desk.models import Matter


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
