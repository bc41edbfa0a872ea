"""大数据比对 at the desk: files come in under the vault's keys, the register is renewed from them, leads reach PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection

from gongdun.compare import runner
from gongdun.compare.intake.sources import WHOLE
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake, Partition
from gongdun.compare.leads import Lead as FoundLead
from gongdun.compare.manifest import Manifest
from gongdun.compare.months import Month
from gongdun.compare.runs import read_leads
from gongdun.desk import lake_rows
from gongdun.desk.models import Run
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.law.refusal import Refusal
from gongdun.registry import operations as registry
from gongdun.registry.operations import EmployerRow, WorkerRow
from gongdun.registry.queries import deliveries
from gongdun.vault import identities
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

Progress = Callable[[str, int, int], None]
LOCK = 0x67640003  # the advisory lock that keeps comparisons apart
SEVERITIES = {1: "low", 2: "middle", 3: "high"}


@dataclass
class VaultKeys:
    """The comparison's keys from the vault: persons are sealed there; employers and equal texts get keys of this installation's own secret.

    Codes and names met while files come in are remembered for the register, which holds them in clear; the lake does not.
    """

    actor: Actor
    local: LocalKeys
    codes: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def persons(self, ids: list[str]) -> list[int]:
        return identities.keys("person", ids, actor=self.actor)

    def employers(self, usccs: list[str]) -> list[int]:
        found = self.local.employers(usccs)
        self.codes.update(zip(found, usccs, strict=True))
        return found

    def secrets(self, values: list[str]) -> list[int]:
        found = self.local.secrets(values)
        self.texts.update(zip(found, values, strict=True))
        return found


@operation
def compare_month(
    *,
    data: Path | None,
    month: str,
    folder: Path,
    actor: Actor,
    today: date,
    rules: list[str] | None = None,
    progress: Progress | None = None,
) -> Run:
    """Bring in what is new, renew the register, run the rules, take in the leads: one transaction, or nothing at the desk.

    The lake lies outside the database. What a transaction that never ended left there bears keys that were rolled back with it:
    the register of deliveries says what counts, and the rest is forgotten before anything new comes in.
    """
    refuse_a_second()
    Lake(folder / runner.LAKE).keep_only(delivered_before())
    keys = VaultKeys(actor, LocalKeys.from_file(folder / runner.KEY_FILE))
    manifest = runner.run(data, month, folder, rules=rules, keys=keys, progress=progress)
    lake = Lake(folder / runner.LAKE)
    if keys.codes:
        registry.take_employers(rows=employers(lake, keys, Month.parse(month)), actor=actor)
    if keys.texts:
        registry.take_workers(rows=workers(lake, keys, Month.parse(month)), actor=actor)
    note_deliveries(lake, actor, today)
    first = Month.parse(month).first_on
    rows = [lead_row(lead, manifest) for lead in read_leads(manifest.leads_file)]
    content = {
        "rules": sorted({f"{one.area}/{one.rule}" for one in manifest.rules if not one.not_run}),
        "folder": manifest.folder.name,
        "version": manifest.version,
    }
    return take_run(
        month=first, digest=f"{manifest.folder.name}:{Month.parse(month)}", manifest=content, rows=rows, actor=actor, today=today
    )


def lead_row(lead: FoundLead, manifest: Manifest) -> LeadRow:
    area = next(one.area for one in manifest.rules if one.rule == lead.rule)
    return LeadRow(
        lead.fingerprint, f"{area}/{lead.rule}", str(lead.version), SEVERITIES[lead.severity], lead.employer_key, lead.person_key, lead.district or lake_rows.NOBODY_KNOWS, lead.period,
        lead.shown_figures() | ({"subject": lead.subject} if lead.subject else {}),
    )  # fmt: skip


def employers(lake: Lake, keys: VaultKeys, month: Month) -> Iterator[EmployerRow]:
    for row in lake_rows.employers(lake, month):
        if code := keys.codes.get(row["employer_key"]):
            yield EmployerRow(
                row["employer_key"], code, row["name"], row["kind"] or "enterprise", row["industry_code"] or "", row["industry"] or "", row["risk_class"] or 0,
                row["district"], tuple(filter(None, (row["hazards"] or "").split(";"))), keys.texts.get(row["legal_person_key"], ""),
                row["registered_on"], row["cancelled_on"],
            )  # fmt: skip


def workers(lake: Lake, keys: VaultKeys, month: Month) -> list[WorkerRow]:
    """Everybody whose name came in now; the district is that of the employer who last paid or declared them."""
    found = [row for row in lake_rows.persons(lake, month) if row["name_key"] in keys.texts]
    masks = identities.masks([row["person_key"] for row in found])
    sexes = {"1": "M", "2": "F"}
    return [
        WorkerRow(
            row["person_key"],
            keys.texts[row["name_key"]],
            masks[row["person_key"]],
            sexes.get(row["sex"], ""),
            row["born_on"],
            row["district"],
        )
        for row in found
    ]


def refuse_a_second() -> None:
    """One comparison at a time, until its transaction ends; the engine's own lock holds only while the engine works."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Refusal("Another comparison is running: wait until it has ended, then start yours.")


def first_day(month: str) -> date | None:
    return None if month == WHOLE else Month.parse(month).first_on


def delivery(partition: Partition) -> tuple[str, date | None, str]:
    return partition.table, first_day(partition.month), partition.source_sha256


def delivered_before() -> Callable[[Partition], bool]:
    known = deliveries()
    return lambda partition: delivery(partition) in known


def note_deliveries(lake: Lake, actor: Actor, today: date) -> None:
    """Each table's source, date and completeness; a delivery that is already known is not noted again."""
    known = deliveries()
    for one in (one for versions in lake.partitions.values() for one in versions):
        if delivery(one) not in known:
            registry.note_snapshot(
                actor=actor, table=one.table, month=first_day(one.month), source=one.source, delivered_on=today,
                row_count=one.rows, rejected_count=one.rejected, digest=one.source_sha256,
            )  # fmt: skip
