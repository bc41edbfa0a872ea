"""劳动能力鉴定不予受理通知书 — with its reason."""

from __future__ import annotations

from gongdun.areas.assessment.wording import KINDS, Facts, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("劳动能力鉴定不予受理通知书", "refusal of an assessment"),
    citation="工伤保险条例 第二十三条",
    retention_years=50,
    number_format="{organ}劳鉴不受〔{year}〕{serial}号",
    id="refusal",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        facts["applicant"],
        Paragraph(
            f"你（单位）提出的{facts['worker']}{KINDS[facts['kind']]}申请，经审核：{facts['reason']}，本委员会决定不予受理。条件具备后可以再次申请。"
        ),
    )
