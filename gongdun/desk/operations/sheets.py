"""Sheets at the desk: uploaded and previewed, taken in whole or in the correct rows, undone; given back annotated; exported masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection

from gongdun.desk import sheet_reports, sheets
from gongdun.desk.models import SheetImport
from gongdun.desk.refusals import NotYours
from gongdun.desk.sheet_lists import UNDO_DAYS, Asked, Intake, SheetList, Told
from gongdun.desk.sheets import Preview, Row, Status
from gongdun.kernel.forms import Form
from gongdun.kernel.roles import ROLES
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.operations import operation
from gongdun.vault.sealed_files import open_file, seal_file

CORRECT, ALL = "correct", "all"
LOCK = "select pg_advisory_xact_lock(hashtext(%s))"


@operation
def upload(*, one: SheetList, content: bytes, name: str, told: Told, actor: Actor) -> SheetImport:
    """Read and check a workbook without writing a row of it; the same file is refused with the date it was taken in."""
    intake = intake_of(one, actor)
    found = previewed(one, content, told)
    refuse_taken(one, found.table.sha256, told)
    office = office_of(told)
    held = SheetImport.objects.create(
        form=one.id, matter=told.matter, name=name[:200], digest=found.table.sha256, content=seal_file(content, subject=subject(found.table.sha256)),
        counts=sheet_reports.counts(found), report=sheet_reports.report(found) | {"words": extras(intake, told)}, account_id=actor.person(),
        uploaded_on=told.today, uploaded_at=told.now, ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="desk.upload_sheet",
        subject=f"sheet:{held.pk}",
        after={"list": one.id, "sha256": held.digest, **held.counts},
        at=told.now,
    )
    return held


def intake_of(one: SheetList, actor: Actor) -> Intake:
    if one.intake is None:
        raise Refusal("This list only goes out as a workbook; its rows come from the matters themselves.")
    if not one.may_write(actor.roles):
        names = "、".join(sorted(ROLES[role].title.zh for role in one.intake.writers))
        raise NotYours("This is for {roles}. Pass it on to a colleague with one of these roles.", roles=names)
    return one.intake


def extras(intake: Intake, told: Told) -> dict[str, str]:
    """What the upload must say beside the file; nothing of it may be missing."""
    said = {extra.name: told.words.get(extra.name, "").strip() for extra in intake.extras}
    if missing := [extra.title.zh for extra in intake.extras if not said[extra.name]]:
        raise Refusal("Fill in {what} as well; it goes with every row.", what="、".join(missing))
    return said


def office_of(told: Told) -> Office:
    office = Office.objects.select_related("area").filter(pk=told.actor.office_id).first()
    if office is None:
        raise Refusal("Sheets are taken in by officers of an office; this account has none.")
    return office


def subject(digest: str) -> str:
    return f"sheet:{digest}"


def previewed(one: SheetList, content: bytes, told: Told) -> Preview:
    intake = one.intake
    assert intake is not None  # asked before
    form = one.form()
    return sheets.preview(sheets.read(content, form), form, existing=lambda rows: intake.existing(rows, told))


def refuse_taken(one: SheetList, digest: str, told: Told) -> None:
    """Two uploads of one file wait for each other, so that only the first is taken."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"sheet:{one.id}:{digest}"])
    same = SheetImport.objects.filter(form=one.id, digest=digest, matter=told.matter, state=SheetImport.State.TAKEN).first()
    if same:
        raise Refusal(
            "This file was already taken in on {date} by {who}. Nothing was changed; upload the mended workbook instead.",
            date=same.taken_on,
            who=same.account,
        )


@operation
def take(*, one: SheetList, sheet: int, mode: str, renew: bool, told: Told, actor: Actor) -> SheetImport:
    """Take in the correct rows, or all where all are correct. The workbook is checked anew: the register may have changed since the preview."""
    intake, held = intake_of(one, actor), own(sheet, actor)
    if held.state != SheetImport.State.PREVIEWED:
        raise Refusal("This workbook was taken in before. Nothing was taken in twice.")
    if mode not in (CORRECT, ALL):
        raise Refusal("Choose whether only the correct rows are taken in, or all rows or none.")
    refuse_taken(one, held.digest, told)
    told = Told(told.actor, told.today, told.now, held.matter, held.report.get("words", {}))
    found = previewed(one, content_of(held), told)
    rows = chosen(found, mode, renew=renew and intake.renews)
    held.effects = intake.take(rows, told)
    held.state, held.mode, held.taken_on = SheetImport.State.TAKEN, mode, told.today
    held.counts = sheet_reports.counts(found) | {"taken": len(rows)}
    held.report = sheet_reports.report(found) | {"words": dict(told.words)}
    held.save()
    journal.record(
        actor=actor, action="desk.take_sheet", subject=f"sheet:{held.pk}", after={"list": one.id, "mode": mode, **held.counts}, at=told.now
    )
    return held


def own(sheet: int, actor: Actor) -> SheetImport:
    """A workbook may hold identity numbers: it stays with the person who uploaded it."""
    held = SheetImport.objects.select_for_update(of=("self",)).filter(pk=sheet, account_id=actor.person()).first()
    if held is None:
        raise NotYours("A workbook is handled by the person who uploaded it. Ask them, or upload your own.")
    return held


def content_of(held: SheetImport) -> bytes:
    return open_file(bytes(held.content), subject=subject(held.digest))


def chosen(found: Preview, mode: str, *, renew: bool) -> Sequence[Row]:
    """The rows to be written; a refusal where the choice allows none."""
    good = {Status.IMPORTABLE, Status.CONFLICTING} if renew else {Status.IMPORTABLE}
    rows = [row for row in found.rows if row.status in good]
    if mode == ALL and len(rows) < found.total:
        raise Refusal(
            "{wrong} of {total} rows are not correct, so nothing was taken in. Mend the annotated workbook and upload it again, or take in the correct rows only.",
            wrong=found.total - len(rows),
            total=found.total,
        )
    if not rows:
        raise Refusal("No row can be taken in. Mend the annotated workbook and upload it again.")
    return rows


@operation
def undo(*, one: SheetList, sheet: int, told: Told, actor: Actor) -> SheetImport:
    """Take a whole workbook back, while that still harms nobody."""
    intake, held = intake_of(one, actor), own(sheet, actor)
    if held.state != SheetImport.State.TAKEN or held.taken_on is None:
        raise Refusal("This workbook is not taken in, so there is nothing to take back.")
    if intake.undo is None:
        raise Refusal("What this list takes in cannot be undone; the page of the list says why.")
    if told.today > held.taken_on + timedelta(days=UNDO_DAYS):
        raise Refusal("The workbook was taken in on {date}; it can be undone on that day and the next one only.", date=held.taken_on)
    intake.undo(held.effects, Told(told.actor, told.today, told.now, held.matter, held.report.get("words", {})))
    held.state, held.undone_on = SheetImport.State.UNDONE, told.today
    held.save()
    journal.record(
        actor=actor, action="desk.undo_sheet", subject=f"sheet:{held.pk}", before={"rows": held.counts.get("taken", 0)}, at=told.now
    )
    return held


@operation
def annotated(*, one: SheetList, sheet: int, language: str, told: Told, actor: Actor) -> tuple[SheetImport, bytes]:
    """The uploader's own workbook with its mistakes marked. It holds the numbers it came with: one of the doors, each time journalled."""
    intake_of(one, actor)
    held = own(sheet, actor)
    told = Told(told.actor, told.today, told.now, held.matter, held.report.get("words", {}))
    content = content_of(held)
    marked = sheets.annotate(content, previewed(one, content, told), language=language)
    journal.record(
        actor=actor, action="desk.annotate_sheet", subject=f"sheet:{held.pk}", after={"door": Door.ANNOTATED_COPY.value, "list": one.id}, at=told.now
    )  # fmt: skip
    return held, marked


@operation
def export(*, one: SheetList, asked: Asked, filter_: str, language: str, told: Told, actor: Actor) -> bytes:
    """The list as a workbook, sensitive columns masked, formulas defused, who took it and by which filter on every page."""
    if not one.may_read(actor.roles):
        names = "、".join(sorted(ROLES[role].title.zh for role in one.readers))
        raise NotYours("This is for {roles}. Pass it on to a colleague with one of these roles.", roles=names)
    form = one.form()
    rows = [sheet_reports.mask_row(form.fields, row) for row in one.rows(asked)]
    journal.record(
        actor=actor,
        action="desk.export_sheet",
        subject=f"list:{one.id}",
        after={"rows": len(rows), "filter": filter_, "matter": asked.matter.number if asked.matter else ""},
        at=told.now,
    )
    return sheets.export(
        form,
        rows,
        title=form.titles.text(language),
        watermark=sheets.Origin(actor.name, told.now, filter_ or "—"),
        language=language,
    )


@operation
def take_one(*, one: SheetList, values: dict[str, Any], confirmed: bool, told: Told, actor: Actor) -> Form:
    """One row typed on a page, through the same form, checks and writer as a workbook. What is doubtful asks for a confirmation."""
    intake, form = intake_of(one, actor), one.form()
    told = Told(told.actor, told.today, told.now, told.matter, extras(intake, told))
    checked = form.check(values)
    if not checked.is_usable:
        raise Unusable(tuple(checked.errors))
    row = Row(1, checked.values, Status.IMPORTABLE, checked.problems)
    known = list(intake.existing([row], told))
    doubts = (*checked.problems, *(one.problem for one in known))
    if wrong := [one.problem for one in known if one.status is Status.TO_MEND]:
        raise Unusable(tuple(wrong))
    if any(one.status is Status.CONFLICTING for one in known) and not intake.renews:
        raise Unusable(tuple(one.problem for one in known))
    if doubts and not confirmed:
        raise Doubtful(doubts)
    if any(one.status is Status.DUPLICATE for one in known):
        raise Unusable(tuple(one.problem for one in known))
    effects = intake.take([row], told)
    journal.record(
        actor=actor,
        action="desk.take_row",
        subject=f"list:{one.id}",
        after={"list": one.id, "new": len(effects.get("new", ()))},
        at=told.now,
    )
    return form


class Unusable(Refusal):
    """A typed row with mistakes; the page shows each at its field."""

    def __init__(self, problems: Sequence[Any]) -> None:
        super().__init__("Correct the marked fields and submit again.")
        self.problems = tuple(problems)


class Doubtful(Unusable):
    """A typed row that may be right; the page asks once more."""


def identity_keys(numbers: Sequence[str], actor: Actor) -> dict[str, int]:
    """The person key of each number; numbers not seen before are sealed."""
    wanted = list(dict.fromkeys(numbers))
    return dict(zip(wanted, identities.keys("person", wanted, actor=actor), strict=True)) if wanted else {}
