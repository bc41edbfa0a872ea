"""补正材料告知书 — everything that is missing, told once (工伤认定办法 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongdun.areas.recognition.wording import Facts
from gongdun.desk.documents.kinds import supplement_notice
from gongdun.kernel.documents import Letter

DOCUMENT = replace(supplement_notice.DOCUMENT, id="supplement_notice", number_format="{organ}工补〔{year}〕{serial}号", retention_years=50)


def compose(facts: Facts) -> Letter:
    return supplement_notice.compose(
        supplement_notice.SupplementNotice(
            organ=facts["organ"], number=facts["number"], applicant=facts["applicant"], subject=f"{facts['worker']}工伤认定申请",
            received_on=date.fromisoformat(facts["received_on"]), missing=tuple(facts["missing"]), citation="《工伤认定办法》第八条", place=facts["organ"],
            due_on=None, issued_on=date.fromisoformat(facts["issued_on"]),
        )
    )  # fmt: skip
