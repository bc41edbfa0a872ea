"""工伤认定中止通知书 — which conclusion is awaited; the clock stands still."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定中止通知书", "notice of suspension"),
    citation="工伤保险条例 第二十条",
    retention_years=50,
    number_format="{organ}工中〔{year}〕{serial}号",
    id="suspension_notice",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        f"{facts['worker']}、{facts['employer']}",
        Paragraph(
            f"本机关于{day(facts['accepted_on'])}受理的{facts['worker']}工伤认定申请，需要以下列结论为依据，而该结论尚未作出：{facts['reason']}。"
        ),
        Paragraph(
            f"依据《工伤保险条例》第二十条第三款，自{day(facts['issued_on'])}起中止作出工伤认定决定的期限。请在收到该结论后及时告知本机关，期限自收到之日的次日起继续计算。"
        ),
        closing="特此通知。",
    )
