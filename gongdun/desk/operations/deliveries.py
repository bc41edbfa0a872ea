"""A delivered file comes in: checked by its contract, into the lake under the vault's keys, the register renewed, the delivery noted. Or it is refused whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gongdun.compare.contracts import CONTRACTS, Contract
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.plain_text import file_hash
from gongdun.compare.intake.sources import Source, source_of
from gongdun.compare.intake.thresholds import TooManyRejects
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake, Partition, only_one
from gongdun.compare.months import Month
from gongdun.compare.runner import KEY_FILE, LAKE
from gongdun.desk import comparison, lake_rows, sheets
from gongdun.desk.models import Delivery
from gongdun.desk.refusals import NotYours
from gongdun.desk.sheets.files import Limits, SheetRefused, kind_of
from gongdun.kernel.forms import Field, Form, Kind
from gongdun.law.refusal import Refusal
from gongdun.registry import operations as registry
from gongdun.registry.models import Office, Snapshot
from gongdun.registry.queries import areas_by_code, everywhere
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation
from gongdun.vault.scopes import within

DELIVERERS = frozenset({"data_clerk"})
REJECTS = Form(
    "退回明细",
    "Rejected values",
    (
        Field("row", "行", "Row", Kind.INTEGER),
        Field("column", "列", "Column", Kind.TEXT),
        Field("value", "原值", "Value", Kind.TEXT),
        Field("reason", "原因", "Reason", Kind.LONG_TEXT),
    ),
    version=date(2022, 1, 1),
    id="rejects",
)
WORKBOOKS, FORMS = ("xlsx", "xls"), ("csv", "xlsx", "xls", "parquet")
LARGEST = 200_000_000  # bytes of a text table or a Parquet file; a workbook keeps the limit of sheets


def refuse_others(actor: Actor) -> None:
    """A month's file speaks of the whole city, so it comes in by a data clerk of the city's agency, or by the command line."""
    if actor.account_id is None:
        return
    office = Office.objects.select_related("area").filter(pk=actor.office_id).first()
    if DELIVERERS.isdisjoint(actor.roles) or office is None or office.kind != "agency" or not office.is_city:
        raise NotYours("The month's files hold the whole city: the data clerks of the city's agency take them in. Send them the file.")


@dataclass(frozen=True)
class File:
    """An uploaded file as it lies in a folder of its own, and what was said about it. `table` empty: by the file's name."""

    path: Path
    name: str
    source: str
    table: str = ""


def told_table(name: str) -> str:
    """The table a file's name speaks of: `payroll-2022-08.csv`, or one that holds the Chinese name."""
    found = source_of(Path(name))
    if found is not None:
        return found.contract.name
    stem = Path(name).stem
    near = [contract.name for contract in CONTRACTS.values() if contract.chinese in stem or stem.lower().startswith(contract.name)]
    return near[0] if len(near) == 1 else ""


def contract_of(file: File) -> Contract:
    name = file.table or told_table(file.name)
    if name not in CONTRACTS:
        raise Refusal("It cannot be told which table {file} is. Choose the table and upload it again.", file=file.name)
    return CONTRACTS[name]


def is_by_month(contract: Contract) -> bool:
    """Tables of a month, and events, come month by month; any other comes whole and replaces the one before."""
    return contract.is_monthly or contract.is_events


def source_for(file: File, contract: Contract, month: Month) -> Source:
    """The file's own month may not contradict the page's."""
    said = source_of(Path(file.name))
    if said is not None and said.month is not None and said.month != month and is_by_month(contract):
        raise Refusal("{file} is named after {said}, but it was uploaded for {month}. Go to that month's page.", file=file.name, said=said.month, month=month)  # fmt: skip
    return Source(file.path, contract, month if is_by_month(contract) else None)


def refuse_wrong_kind(file: File) -> None:
    """By its content and size, before anything reads it."""
    ending, size = file.path.suffix.lower().removeprefix("."), file.path.stat().st_size
    if ending not in FORMS:
        raise SheetRefused("{file} is no table. Deliver .csv, .xlsx, .xls or .parquet.", file=file.name)
    if size > LARGEST:
        raise SheetRefused("The file has {size} MB; at most {limit} MB are read. Split it.", size=size // 10**6, limit=LARGEST // 10**6)
    with file.path.open("rb") as stream:
        head = stream.read(8)
    if ending == "parquet" and not head.startswith(b"PAR1"):
        raise SheetRefused("{file} is no whole Parquet file. Deliver it again.", file=file.name)
    if ending in WORKBOOKS:
        found = kind_of(file.path.read_bytes() if size <= Limits().size else b"0" * (Limits().size + 1), Limits())
        if found != ending:
            raise SheetRefused("{file} is not what its ending says. Save it as .xlsx and deliver that.", file=file.name)
    if ending == "csv" and (head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF")) or not size):
        raise SheetRefused("{file} is no table. Deliver .csv, .xlsx, .xls or .parquet.", file=file.name)


@contextmanager
def lake_alone(folder: Path) -> Iterator[Lake]:
    """The lake for one writer; a comparison that runs keeps it."""
    try:
        with only_one(folder):
            yield Lake(folder / LAKE)
    except Refusal as refusal:
        if isinstance(refusal.__cause__, BlockingIOError):
            raise Refusal("A comparison or another delivery is at work. Wait until it ends, then try again; nothing was changed.") from None
        raise


@operation
def deliver(*, file: File, month: str, folder: Path, actor: Actor, today: date, now: datetime) -> Delivery:
    """Take a file in, or note why it was refused; in either case there is a delivery to look at. `folder` is the comparison's own."""
    refuse_others(actor)
    of = Month.parse(month)
    digest, size = file_hash(file.path), file.path.stat().st_size
    held = Delivery(
        table="", month=of.first_on, name=file.name[:200], size=size, digest=digest, source=file.source[:60], delivered_on=today, at=now,
        account_id=actor.account_id, account_name=actor.name,
    )  # fmt: skip
    with within(everywhere()):  # the register of every ledger is renewed, whatever the clerk's own scope
        try:
            refuse_wrong_kind(file)
            contract = contract_of(file)
            held.table = contract.name
            held.month = of.first_on if is_by_month(contract) else None
            take_in(held=held, source=source_for(file, contract, of), folder=folder, month=of, actor=actor, today=today)
            held.state = Delivery.State.TAKEN
        except Refusal as refusal:
            held.state, held.refusal = Delivery.State.REFUSED, said(refusal)
            if isinstance(refusal, TooManyRejects):
                counted(held, refusal, folder)
        held.save()
        journal.record(
            actor=actor, action="desk.deliver", subject=f"delivery:{held.pk}", at=now,
            after={"table": held.table, "month": month, "sha256": digest, "state": held.state, "rows": held.row_count, "rejected": held.rejected_count},
        )  # fmt: skip
    return held


def said(refusal: Refusal) -> dict[str, str]:
    """The sentence in both languages. A refusal of too many rejects names a path of this machine, which is none of the reader's business."""
    if isinstance(refusal, TooManyRejects):
        shown = Refusal(
            "{rejected} of {rows} rows are wrong, more than the {share} % this table bears, so nothing was taken. Each is listed below.",
            **{name: refusal.arguments[name] for name in ("rejected", "rows", "share")},
        )
        return {language: shown.text(language) for language in ("zh_Hans", "en")}
    return {language: refusal.text(language) for language in ("zh_Hans", "en")}


def counted(held: Delivery, refusal: TooManyRejects, folder: Path) -> None:
    """The list of rejects of a file that was refused whole moves aside: the next version's would write over it."""
    held.row_count, held.rejected_count = int(str(refusal.arguments["rows"])), int(str(refusal.arguments["rejected"]))
    listed = Path(str(refusal.arguments["rejects"]))
    if listed.exists():
        aside = listed.with_name(f"refused-{held.digest[:16]}.rejects.parquet")
        listed.replace(aside)
        held.rejects = str(aside.relative_to(folder / LAKE))


@operation
def take_in(*, held: Delivery, source: Source, folder: Path, month: Month, actor: Actor, today: date) -> None:
    """Lake, register and note together. What the database does not keep, the lake forgets before anything new comes in."""
    name = source.contract.name
    if same := Snapshot.objects.filter(table=name, digest=held.digest).order_by("version").first():
        raise Refusal(
            "This file was already taken in on {date} as version {version} of {table}. Nothing was changed.",
            date=same.delivered_on, version=same.version, table=source.contract.chinese,
        )  # fmt: skip
    comparison.refuse_a_second()  # until this transaction ends, nobody compares with keys that might yet be rolled back
    with lake_alone(folder) as lake:
        lake.keep_only(comparison.delivered_before())
        keys = comparison.VaultKeys(actor, LocalKeys.from_file(folder / KEY_FILE))
        with Importer(lake, keys).session() as importer:
            partition = importer.bring_in(source)
        renew_register(lake, partition, keys, month, actor)
        held.snapshot = registry.note_snapshot(
            actor=actor, table=name, month=held.month, source=held.source, delivered_on=today, row_count=partition.rows,
            rejected_count=partition.rejected, digest=held.digest,
        )  # fmt: skip
        held.row_count, held.rejected_count = partition.rows + partition.rejected, partition.rejected
        held.changes, held.notes, held.rejects = partition.changes, partition.notes, rejects_of(lake, partition)


def rejects_of(lake: Lake, partition: Partition) -> str:
    path = lake.path(partition).with_suffix(".rejects.parquet")
    return str(path.relative_to(lake.folder)) if path.exists() else ""


def renew_register(lake: Lake, partition: Partition, keys: comparison.VaultKeys, month: Month, actor: Actor) -> None:
    """Employers and persons are renewed by the table that names them; a table without rows would empty nothing and is refused."""
    if not partition.rows:
        raise Refusal("The file holds a heading and no row. Deliver the whole table, or leave the file out.")
    if partition.table == "employers":
        if strange := sorted(lake_rows.districts(lake, month) - set(areas_by_code())):
            raise Refusal(
                "The districts {codes} are no areas of this city; it has {known}. Mend the column 所属地区 and deliver the file again.",
                codes="、".join(strange[:5]), known="、".join(areas_by_code()),
            )  # fmt: skip
        registry.take_employers(rows=comparison.employers(lake, keys, month), actor=actor)
    if partition.table == "persons":
        registry.take_workers(rows=comparison.workers(lake, keys, month), actor=actor)
    if partition.table in ("employers", "persons", "declarations", "payroll"):
        registry.settle_workers(districts=lake_rows.person_districts(lake, month), actor=actor)


@operation
def export_rejects(*, delivery: Delivery, rows: list[dict[str, Any]], language: str, actor: Actor, now: datetime) -> bytes:
    """Every rejected value as a workbook: what goes back to the system that delivered the file. Numbers of persons are masked already."""
    journal.record(actor=actor, action="desk.export_rejects", subject=f"delivery:{delivery.pk}", after={"rows": len(rows)}, at=now)
    return sheets.export(REJECTS, rows, title=delivery.name, watermark=sheets.Origin(actor.name, now, delivery.name), language=language)
