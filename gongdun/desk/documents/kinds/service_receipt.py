"""送达回证 — that a document reached its addressee, when, where, how, and who signed. One may cover several documents to one addressee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongdun.kernel.documents import Column, DocumentKind, FieldTable, Letter, Paragraph, Table
from gongdun.kernel.words import Inconsistent, Title, unique

DOCUMENT = DocumentKind(
    title=Title("送达回证", "receipt of service"),
    citation="民事诉讼法 送达的规定（工伤认定办法第二十二条准用）",
    retention_years=30,
    editable=("note",),
    id="service_receipt",
)
METHODS = ("直接送达", "留置送达", "邮寄送达", "委托送达", "电子送达", "公告送达")


@dataclass(frozen=True)
class ServiceReceipt:
    """`served_at` and the names stay empty on a form printed to be filled in by hand."""

    organ: str
    documents: tuple[tuple[str, str], ...]  # title, number
    addressee: str
    place: str = ""
    method: str = ""
    served_at: datetime | None = None
    receiver: str = ""
    relation: str = ""
    refusal: str = ""
    witness: str = ""
    servers: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self.documents:
            raise Inconsistent("A receipt of service names the documents served.")
        if self.method and self.method not in METHODS:
            raise Inconsistent(f"Documents are not served by {self.method!r}; choose one of {', '.join(METHODS)}.")
        unique([number for _, number in self.documents if number], "Numbers of the documents served")


def compose(facts: ServiceReceipt) -> Letter:
    at = facts.served_at
    when = f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute}分" if at else "　　年　　月　　日　　时　　分"
    return Letter(
        organ_head=facts.organ,
        title=DOCUMENT.title.zh,
        blocks=(
            Table((Column("送达文书名称", 3), Column("文号", 2)), facts.documents),
            FieldTable(
                (
                    ("受送达人", facts.addressee),
                    ("送达地点", facts.place),
                    ("送达方式", facts.method),
                    ("送达时间", when),
                    ("收件人签名或者盖章", facts.receiver),
                    ("与受送达人关系", facts.relation),
                    ("拒收事由", facts.refusal),
                    ("见证人", facts.witness),
                    ("送达人", "、".join(facts.servers)),
                    ("备注", facts.note),
                )
            ),
            Paragraph("邮寄送达的，以回执上注明的收件日期为送达日期。"),
        ),
        signature=None,
    )
