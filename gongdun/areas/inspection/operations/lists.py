"""Measures 6 and 7: list built, handed over, found row by row, answered, compared again; bases determined with late fee."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.areas.inspection import handing_over, queries, recalculation
from gongdun.areas.inspection.forms.findings import FORM
from gongdun.areas.inspection.models import BaseReport, ListRow, UninsuredList
from gongdun.desk import sheets
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.clocks import readings
from gongdun.desk.models import Lead, Matter, Run
from gongdun.desk.operations import attachments, matters, numbers
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Office, Worker
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.operations import operation, unchanged

# What a finding says about the rule that asked.
ANSWERS = {
    "insured": "unfounded",
    "enrolled_now": "confirmed",
    "no_relation": "unfounded",
    "closed": "unfounded",
    "not_found": "unfounded",
    "refused": "confirmed",
    "exempt": "lawful",
}


@operation
def build_list(*, district: Area, month: date, leads: Sequence[int], actor: Actor, today: date, now: datetime) -> Matter:
    """Put new uninsured leads of one district into a list; a lead stands in one list only."""
    chosen = list(
        queries.leads_to_list(district.pk).filter(pk__in=leads).select_for_update(of=("self",)).order_by("employer__pinyin", "id")
    )
    if not chosen:
        raise Refusal("No new lead of {district} was chosen. Choose leads that stand in no other list.", district=district.name)
    office = Office.objects.get(accounts=actor.person())
    inspectorate = Office.objects.get(kind="inspection", area=district)
    serial = numbers.take("uninsured_list_batch", today.year)
    opening = Opening(
        title=f"{district.short} {month.month} 月批 · {len(chosen)} 行", office=office, ledger=district.ledger_id, district=district.pk,
        facts={"month": f"{month:%Y-%m}", "rows": len(chosen)},
    )  # fmt: skip
    matter = matters.open_matter(procedure="uninsured_list", opening=opening, actor=actor, today=today, now=now)
    UninsuredList.objects.create(
        matter=matter,
        month=month,
        batch=f"{today.year}-{serial:03d}",
        built_by=office,
        inspectorate=inspectorate,
        ledger=matter.ledger,
        district=matter.district,
    )
    ListRow.objects.bulk_create(
        ListRow(
            matter=matter, position=position, lead=lead, employer=lead.employer, worker=lead.worker, source=lead.figures.get("source", ""),
            figures=lead.figures, ledger=matter.ledger, district=matter.district,
        )
        for position, lead in enumerate(chosen, start=1)
    )  # fmt: skip
    Lead.objects.filter(pk__in=[lead.pk for lead in chosen]).update(state=Lead.State.ASSIGNED, matter=matter)
    return matter


@operation
def hand_over(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Start the inspectorate's clock; the hand-over note goes out with the move."""
    held = matters.move(matter=matter, move="hand_over", actor=actor, today=today, now=now, revision=revision)
    held.uninsured_list.handed_over_on = today
    note_due(held, today)
    return held


@operation
def download_workbook(*, matter: int, reason: str, actor: Actor, now: datetime) -> tuple[Matter, bytes]:
    """The list as a workbook to be filled offline, with full numbers, for a reason that the journal keeps."""
    held = Matter.objects.select_related("uninsured_list").get(pk=matter)
    keys = [key for key in held.list_rows.values_list("worker__person_key", flat=True) if key is not None]
    numbers_of = identities.open_many(keys, actor=actor, door=Door.HAND_OVER_WORKBOOK, reason=reason, subject=f"matter:{held.pk}", at=now)
    journal.record(
        actor=actor, action="inspection.download_workbook", subject=f"matter:{held.pk}", after={"rows": len(keys)}, reason=reason, at=now
    )
    return held, handing_over.workbook(held, numbers_of)


@operation
def take_workbook(*, matter: int, content: bytes, actor: Actor, today: date, finders: str) -> int:
    """Read the filled workbook back: every filled row is recorded, or none. Rows still empty are left for later."""
    held = Matter.objects.select_related("uninsured_list").get(pk=matter)
    shown = sheets.preview(sheets.read(content, FORM), FORM)
    filled = [row for row in shown.rows if row.values.get("finding")]
    if wrong := [row for row in filled if row.problems and any(problem.is_error for problem in row.problems)]:
        first = wrong[0]
        raise Refusal(
            "Row {row} of the workbook: {what} Nothing was recorded; mend the workbook and upload it again.",
            row=first.number,
            what=first.problems[0].text("zh_Hans"),
        )
    if strange := {row.values["batch"] for row in filled} - {held.uninsured_list.batch}:
        raise Refusal(
            "The workbook belongs to batch {other}, this list is batch {batch}. Choose the right file.",
            other=sorted(strange)[0],
            batch=held.uninsured_list.batch,
        )
    if not filled:
        raise Refusal("No row of the workbook has a finding. Fill in the column 核查结论 and upload it again.")
    told = [
        {
            "position": row.values["position"],
            "finding": row.values["finding"],
            "remark": row.values.get("remark") or "",
            "arrears_fen": row.values.get("arrears") or 0,
        }
        for row in filled
    ]
    return record_findings(matter=matter, findings=told, actor=actor, today=today, finders=finders)


def note_due(matter: Matter, today: date) -> None:
    """Keep the day the feedback is due beside the list, for its letter and its indicator."""
    clocks = {
        reading.clock.id: reading
        for reading in readings(procedure_of(matter), list(matter.events.all()), today=today, calendar=law.Calendar.shipped())
    }
    matter.uninsured_list.feedback_due_on = clocks["feedback"].due_on
    matter.uninsured_list.save()


@operation
def record_findings(*, matter: int, findings: Sequence[dict[str, Any]], actor: Actor, today: date, finders: str) -> int:
    """Record findings: rows of `{position, finding, remark, persons_gained, arrears_fen}`; all of them, or none."""
    held = matters.locked(matter, None)
    if held.state != "checking":
        raise Refusal("Findings are recorded while the list is being checked; {number} is not. Acknowledge it first.", number=held.number)
    if held.office_id != actor.office_id or "labour_inspector" not in actor.roles:
        raise Refusal("Only the labour inspectors of {office} record findings on this list.", office=held.office.name)
    if len([name for name in finders.replace(",", "、").split("、") if name.strip()]) < 2:
        raise Refusal("Two inspectors check together (Labour Inspection Regulation). Name both, separated by 、.")
    rows = {row.position: row for row in held.list_rows.select_for_update()}
    for finding in findings:
        record(rows, finding, finders, today)
    ListRow.objects.bulk_update(rows.values(), ["finding", "found_on", "finders", "remark", "persons_gained", "arrears_fen", "is_held"])
    journal.record(actor=actor, action="inspection.record_findings", subject=f"matter:{matter}", after={"findings": list(findings)})
    return len(findings)


@operation
def record_with_photo(
    *, matter: int, finding: dict[str, Any], photo: tuple[str, bytes], actor: Actor, today: date, now: datetime, finders: str
) -> None:  # fmt: skip
    """One finding and the (name, bytes) of the photo that proves it: both, or neither."""
    record_findings(matter=matter, findings=[finding], actor=actor, today=today, finders=finders)
    attachments.attach(
        matter=matter, name=photo[0], content=photo[1], actor=actor, today=today, now=now, subject=f"row:{finding['position']}",
        only=attachments.IMAGES,
    )  # fmt: skip


def record(rows: dict[int, ListRow], finding: dict[str, Any], finders: str, today: date) -> None:
    row = rows.get(finding["position"])
    if row is None:
        raise Refusal(
            "The list has no row {position}. Nothing was recorded; use the row numbers of the list.", position=finding["position"]
        )
    if finding["finding"] not in ListRow.Finding.values:
        raise Refusal(
            "Row {position}: unknown finding {finding}. Use one of the seven findings of the list.",
            position=row.position,
            finding=finding["finding"],
        )
    row.finding, row.found_on, row.finders = finding["finding"], today, finders
    row.remark = finding.get("remark", "")
    row.persons_gained = int(finding.get("persons_gained") or (row.finding == "enrolled_now" and row.worker_id is not None))
    row.arrears_fen = int(finding.get("arrears_fen") or 0)
    row.is_held = False


@operation
def clear_finding(*, matter: int, position: int, actor: Actor) -> None:
    """Take a finding back while the list is still being checked (key U)."""
    held = matters.locked(matter, None)
    if held.state != "checking" or held.office_id != actor.office_id:
        raise Refusal("Findings are taken back only while {number} is being checked by your office.", number=held.number)
    row = held.list_rows.get(position=position)
    before = {"position": position, "finding": row.finding}
    row.finding, row.found_on, row.finders, row.persons_gained, row.arrears_fen = "", None, "", 0, 0
    row.save()
    journal.record(actor=actor, action="inspection.clear_finding", subject=f"matter:{matter}", before=before)


@operation
def answer(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Send the findings back; each becomes the verdict on its lead."""
    held = matters.move(matter=matter, move="answer", actor=actor, today=today, now=now, revision=revision)
    for row in held.list_rows.select_related("lead"):
        lead_operations.answer(row.lead, ANSWERS[row.finding], row.finding, row.remark, actor, today)
        row.lead.state = Lead.State.CONFIRMED if ANSWERS[row.finding] == "confirmed" else Lead.State.UNFOUNDED
        row.lead.save()
    held.uninsured_list.answered_on = today
    held.uninsured_list.save()
    return held


@operation
def rematch(*, run: Run, insured: Collection[tuple[int, int | None]], still_asked: Collection[str], actor: Actor, today: date) -> int:
    """Compare answered lists with the next month's data.

    `insured` holds the (employer key, person key) pairs covered in the run's month, person None for an employer with any cover at all;
    `still_asked` the fingerprints the rules raised again. How many rows were compared.
    """
    compared = 0
    for one in queries.awaiting_rematch(run.month):
        rows = list(one.matter.list_rows.select_related("lead", "employer", "worker"))
        for row in rows:
            row.rematch = judge(row, insured, still_asked)
        ListRow.objects.bulk_update(rows, ["rematch"])
        one.rematch_run, one.rematched_on = run, today
        one.save()
        counts = {value: sum(row.rematch == value for row in rows) for value in ListRow.Rematch.values}
        journal.record(actor=actor, action="inspection.rematch", subject=f"matter:{one.matter_id}", after={"run": run.pk, **counts})
        compared += len(rows)
    if not compared:
        unchanged()
    return compared


def judge(row: ListRow, insured: Collection[tuple[int, int | None]], still_asked: Collection[str]) -> str:
    """Insured now; or explained by the finding; or the data say otherwise. Only a finding that promised cover, or an end, can be contradicted."""
    if (row.employer.key, row.worker.person_key if row.worker else None) in insured:
        return ListRow.Rematch.INSURED
    promised = row.finding in ("insured", "enrolled_now", "closed")
    return ListRow.Rematch.CONTRADICTED if promised and row.lead.fingerprint in still_asked else ListRow.Rematch.EXPLAINED


@operation
def reopen(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Send the contradicted rows back; the clock starts anew, and the rows confirmed stay confirmed."""
    held = matters.move(matter=matter, move="reopen", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.list_rows.filter(rematch=ListRow.Rematch.CONTRADICTED).update(
        finding="", found_on=None, finders="", persons_gained=0, arrears_fen=0, rematch=""
    )
    one = held.uninsured_list
    one.answered_on, one.rematched_on, one.rematch_run = None, None, None
    note_due(held, today)
    return held


@operation
def withdraw(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The list lapses; its leads are new again."""
    held = matters.move(matter=matter, move="withdraw", actor=actor, today=today, now=now, revision=revision, reason=reason)
    Lead.objects.filter(matter=held).update(state=Lead.State.NEW, matter=None)
    return held


@operation
def report_base(
    *, employer: Employer, worker: Worker | None, months: tuple[date, date], declared_base_fen: int, actual_wage_fen: int, evidence: str,
    actor: Actor, today: date, now: datetime,
) -> Matter:  # fmt: skip
    """Labour inspection tells the agency of the employer's ledger that a base is not the wage (措施 7)."""
    if actual_wage_fen <= declared_base_fen:
        raise Refusal("The actual wage is not above the declared base; there is nothing to report under measure 7.")
    if months[1] < months[0]:
        raise Refusal("The last month lies before the first. Correct the months.")
    agency = Office.objects.get(kind="agency", area_id=employer.ledger)
    opening = Opening(
        title=f"{employer.name} · 缴费基数", office=agency, ledger=employer.ledger, district=employer.district, employer=employer, worker=worker,
        facts={"declared_base_fen": declared_base_fen, "actual_wage_fen": actual_wage_fen},
    )  # fmt: skip
    matter = matters.open_matter(procedure="base_report", opening=opening, actor=actor, today=today, now=now)
    BaseReport.objects.create(
        matter=matter, employer=employer, worker=worker, reported_by=Office.objects.get(accounts=actor.person()), reported_on=today, from_month=months[0], to_month=months[1],
        declared_base_fen=declared_base_fen, actual_wage_fen=actual_wage_fen, evidence=evidence, ledger=matter.ledger, district=matter.district,
    )  # fmt: skip
    return matter


@operation
def determine(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Recalculate from the month of error with late fee and submit it for approval; the amounts are the law's, with their receipts."""
    report = BaseReport.objects.select_related("employer").get(matter_id=matter)
    area = Area.objects.get(pk=report.ledger)
    found = recalculation.recalculated(
        area=area.code, risk_class=report.employer.risk_class, first=report.from_month, last=report.to_month,
        declared_base_fen=report.declared_base_fen, actual_wage_fen=report.actual_wage_fen, decided_on=today,
    )  # fmt: skip
    report.arrears_fen = sum(one.arrears_fen for one in found)
    report.late_fee_fen = sum(one.late_fee_fen for one in found)
    report.calculation = recalculation.written(found)
    report.save()
    facts = {"arrears_fen": report.arrears_fen, "late_fee_fen": report.late_fee_fen}
    return matters.move(matter=matter, move="determine", actor=actor, today=today, now=now, revision=revision, reason=reason, facts=facts)


@operation
def answer_base(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Tell the inspectorate that reported what was determined; the leads behind it were confirmed."""
    held = matters.move(matter=matter, move="answer", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.base_report.answered_on = today
    lead_operations.settle(held, "confirmed", "base_determined", "", actor, today)
    held.base_report.save()
    return held


@operation
def find_nothing(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Nothing was found; the inspectorate is told why, and the leads behind it were unfounded."""
    held = matters.move(matter=matter, move="find_nothing", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.base_report.answered_on = today
    lead_operations.settle(held, "unfounded", "nothing_found", reason, actor, today)
    held.base_report.save()
    return held
