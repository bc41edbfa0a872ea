"""大数据比对 at the desk: files come in under the vault's keys, the register is renewed from them, leads reach PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongdun.compare import runner
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.leads import Lead as FoundLead
from gongdun.compare.manifest import Manifest
from gongdun.compare.months import Month
from gongdun.compare.runs import read_leads
from gongdun.desk import lake_rows
from gongdun.desk.models import Run
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.registry import operations as registry
from gongdun.registry.operations import EmployerRow, WorkerRow
from gongdun.registry.queries import snapshot_digests
from gongdun.vault import identities
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

Progress = Callable[[str, int, int], None]
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

    The lake keeps what came in whole even when the desk fails: the next call finds it there and goes on.
    """
    keys = VaultKeys(actor, LocalKeys.from_file(folder / runner.KEY_FILE))
    manifest = runner.run(data, month, folder, rules=rules, keys=keys, progress=progress)
    lake = Lake(folder / runner.LAKE)
    if keys.codes:
        registry.take_employers(rows=employers(lake, keys, Month.parse(month)), actor=actor)
    if keys.texts:
        registry.take_workers(rows=workers(lake, keys, Month.parse(month)), actor=actor)
    note_inputs(manifest, actor, today)
    return take_manifest(manifest=manifest, actor=actor, today=today)


@operation
def take_manifest(*, manifest: Manifest, actor: Actor, today: date) -> Run:
    """The leads of a finished run reach the desk; the same manifest again changes nothing."""
    month = Month.parse(manifest.month)
    rows = [lead_row(lead, manifest) for lead in read_leads(manifest.leads_file)]
    content = {
        "rules": sorted({f"{one.area}/{one.rule}" for one in manifest.rules if not one.not_run}),
        "folder": manifest.folder.name,
        "version": manifest.version,
    }
    return take_run(month=month.first_on, digest=f"{manifest.folder.name}:{month}", manifest=content, rows=rows, actor=actor, today=today)


def lead_row(lead: FoundLead, manifest: Manifest) -> LeadRow:
    area = next(one.area for one in manifest.rules if one.rule == lead.rule)
    return LeadRow(
        lead.fingerprint, f"{area}/{lead.rule}", str(lead.version), SEVERITIES[lead.severity], lead.employer_key, lead.person_key, lead.district, lead.period,
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


def note_inputs(manifest: Manifest, actor: Actor, today: date) -> None:
    """Each table's source, date and completeness; a delivery that is already known is not noted again."""
    known = snapshot_digests()
    for entry in manifest.inputs:
        if entry["source_sha256"] in known:
            continue
        month = None if entry["month"] == "whole" else Month.parse(str(entry["month"])).first_on
        registry.note_snapshot(
            actor=actor, table=str(entry["table"]), month=month, source=str(entry["source"]), delivered_on=today, row_count=int(str(entry["rows"])),
            rejected_count=int(str(entry["rejected"])), digest=str(entry["source_sha256"]),
        )  # fmt: skip
