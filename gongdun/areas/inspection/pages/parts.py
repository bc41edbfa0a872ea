"""What a matter's page shows of a list or a report."""

from __future__ import annotations

from typing import Any

from gongdun.areas.inspection import queries
from gongdun.areas.inspection.models import ListRow
from gongdun.desk.models import Matter


def uninsured_list_part(matter: Matter) -> dict[str, Any]:
    counts = queries.progress(matter)
    total = sum(counts.values())
    return {
        "template": "inspection/list_part.html",
        "list": matter.uninsured_list,
        "matter": matter,
        "total": total,
        "found": total - counts.get("", 0),
        "findings": [(label, counts[value]) for value, label in ListRow.Finding.choices if counts.get(value)],
        "documents": list(matter.documents.order_by("id")),
        "rematch": [
            (label, count) for value, label in ListRow.Rematch.choices if (count := matter.list_rows.filter(rematch=value).count())
        ],
    }


def base_report_part(matter: Matter) -> dict[str, Any]:
    report = matter.base_report
    months = [one | {"receipt": one["receipts"][-1][:12]} for one in report.calculation.get("months", ())]
    unverified = sorted({name for one in months for name in one["unverified"]})
    return {"template": "inspection/report_part.html", "report": report, "months": months, "unverified": unverified}
