"""收件回执 — what was handed in, and the code that opens the file on the portal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongdun.areas.recognition.wording import Facts
from gongdun.desk.documents.kinds import receipt
from gongdun.kernel.documents import Letter, Paragraph

DOCUMENT = replace(receipt.DOCUMENT, id="receipt", number_format="{organ}工收〔{year}〕{serial}号", retention_years=50)


def compose(facts: Facts) -> Letter:
    held = receipt.compose(
        receipt.ReceiptFacts(
            organ=facts["organ"], number=facts["number"], applicant=facts["applicant"], subject=f"{facts['worker']}工伤认定申请", matter=facts["matter"],
            materials=tuple(facts["materials"]) or ("工伤认定申请表",), on=date.fromisoformat(facts["issued_on"]), officer=facts["officer"], phone="",
        )
    )  # fmt: skip
    code = Paragraph(
        f"查询码：{facts['code']}。凭查询码、职工身份证号后四位和预留手机号，可以在网上查看进度、补正材料、接收文书。请妥善保管。"
    )
    return replace(held, blocks=(*held.blocks, code))
