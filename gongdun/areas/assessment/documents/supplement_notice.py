"""补正材料告知书 — within five working days, once (令21号 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongdun.areas.assessment.wording import KINDS, Facts
from gongdun.desk.documents.kinds import supplement_notice
from gongdun.kernel.documents import Letter

DOCUMENT = replace(
    supplement_notice.DOCUMENT, id="supplement_notice", number_format="{organ}劳鉴补〔{year}〕{serial}号", retention_years=50
)


def compose(facts: Facts) -> Letter:
    return supplement_notice.compose(
        supplement_notice.SupplementNotice(
            organ=facts["organ"], number=facts["number"], applicant=facts["applicant"], subject=f"{facts['worker']}{KINDS[facts['kind']]}申请",
            received_on=date.fromisoformat(facts["received_on"]), missing=tuple(facts["missing"]), citation="《劳动能力鉴定管理办法》", place=facts["organ"],
            due_on=None, issued_on=date.fromisoformat(facts["issued_on"]),
        )
    )  # fmt: skip
