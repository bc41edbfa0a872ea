"""A small procedure with materials and documents that the tests of the desk open matters under."""

from __future__ import annotations

from datetime import date

from gongdun.areas import inspection
from gongdun.desk.catalogue import catalogue
from gongdun.desk.operations.matters import Opening, open_matter
from gongdun.kernel.catalogue import Entry
from gongdun.kernel.procedures import Clock, Material, Move, Procedure, State
from gongdun.kernel.words import Title
from gongdun.registry.models import Account, Office
from gongdun.site.builders import TODAY, at

CLERKS = frozenset({"inspection_liaison"})

EXAMPLE = Procedure(
    id="example_application",
    title=Title("示例", "Example"),
    prefix=Title("示例", "Ex."),
    citation="工伤保险条例#18",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="received",
    states=(
        State("received", Title("已收件", "received")),
        State("supplementing", Title("待补正", "awaiting supplement"), tone="warn"),
        State("accepted", Title("已受理", "accepted")),
        State("decided", Title("已决定", "decided"), closed=True, tone="ok"),
    ),
    moves=(
        Move("ask", Title("要求补正…", "Ask for materials…"), ("received",), "supplementing", CLERKS,
             Title("一次告知全部所缺材料", "Asks for everything missing at once"), documents=("supplement_notice",)),
        Move("resume", Title("材料补齐", "Materials complete"), ("supplementing",), "received", CLERKS, Title("恢复计时", "The clock runs again")),
        Move("accept", Title("受理", "Accept"), ("received",), "accepted", CLERKS, Title("开始计时", "Starts the clock"), documents=("receipt",),
             identity_check=True),
        Move("decide", Title("作出决定…", "Decide…"), ("accepted",), "decided", CLERKS | {"approver"}, Title("办结", "Closes"), unlike=("accept",), reason=True),
    ),
    clocks=(Clock("decision", "recognition.decision", starts=("accept",), stops=("decide",)),),
    materials=(
        Material("form", Title("申请表", "application form"), "工伤保险条例#18"),
        Material("contract", Title("劳动关系证明", "proof of employment"), "工伤保险条例#18"),
        Material("police", Title("交通事故认定书", "traffic finding"), "工伤保险条例#14", causes=frozenset({"commuting"})),
        Material("photo", Title("现场照片", "photos of the place"), "工伤保险条例#18", required=False),
    ),
    documents=("supplement_notice", "receipt"),
)  # fmt: skip


def stand(monkeypatch) -> None:
    """Put the example into the catalogue for one test."""
    monkeypatch.setitem(catalogue().procedures, EXAMPLE.id, (Entry("inspection", EXAMPLE.id, EXAMPLE, inspection),))


def an_application(clerk: Account, cause: str = "", **more):
    office = Office.objects.get(accounts=clerk)
    opening = Opening(
        title="王测一 示例", office=office, ledger=office.area.ledger_id, district=office.area_id, facts={"cause": cause} if cause else {}, **more
    )  # fmt: skip
    return open_matter(procedure=EXAMPLE.id, opening=opening, actor=clerk.actor("test"), today=TODAY, now=at(TODAY))
