"""劳动能力鉴定受理通知书 — complete; the sixty days run."""

from __future__ import annotations

from gongdun.areas.assessment.wording import KINDS, Facts, day, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("劳动能力鉴定受理通知书", "acceptance of an assessment"),
    citation="工伤保险条例 第二十五条",
    retention_years=50,
    number_format="{organ}劳鉴受〔{year}〕{serial}号",
    id="acceptance",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        facts["applicant"],
        Paragraph(
            f"你（单位）提出的{facts['worker']}（用人单位：{facts['employer'] or '—'}）{KINDS[facts['kind']]}申请，材料完整，予以受理。"
        ),
        Paragraph(
            f"依据《工伤保险条例》第二十五条，本委员会将于{day(facts['due_on'])}前作出结论；必要时可以延长三十日。鉴定时间和地点另行通知。"
        ),
    )
