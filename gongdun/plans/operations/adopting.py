"""Adopting a plan: stanzas give titles, yardsticks and indicators; the city's document gives wording, offices and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from gongdun.law.refusal import Refusal
from gongdun.plans import stanzas
from gongdun.plans.models import Measure, Plan
from gongdun.plans.reader import city_from_toml, read
from gongdun.plans.reader.table import MeasureRow
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged


@operation
def adopt_plan(*, folder: Path, actor: Actor, today: date) -> Plan:
    """Put a plan's rows in the table. A plan that stands there already is left as it is."""
    if there := Plan.objects.filter(folder=folder.name).first():
        unchanged()
        return there
    told = stanzas.load(folder)
    own = folder / stanzas.CITY_FILE
    document = read(told.source, city=city_from_toml(own) if own.is_file() else None)
    plan = Plan.objects.create(
        folder=folder.name, title=told.title, year=told.year, city=told.city, document_number=told.document_number, adopted_on=today,
        source_name=told.source.name, source=told.source.read_bytes(),
    )  # fmt: skip
    written = {row.number: row for row in document.measures}
    sort = 0
    for chapter in told.chapters:
        for stanza in chapter.measures:
            sort += 1
            row = written_row(written, stanza.number, told.source.name)
            Measure.objects.create(
                plan=plan, sort=sort, chapter=f"{chapter.number}、{chapter.title}", **of_stanza(stanza), **of_document(row)
            )
    journal.record(actor=actor, action="plans.adopt_plan", subject=f"plan:{plan.pk}", after={"folder": folder.name, "measures": sort})
    return plan


def written_row(written: Mapping[str, MeasureRow], number: str, file: str) -> MeasureRow:
    if number not in written:
        raise Refusal("Measure {number} stands in the stanzas but not in the document {file}. Mend one of them.", number=number, file=file)
    return written[number]


def of_stanza(stanza: stanzas.Stanza) -> dict[str, object]:
    return {
        "number": stanza.number,
        "title": stanza.title,
        "title_en": stanza.title_en,
        "yardstick": stanza.yardstick,
        "indicators": [one for one in (stanza.indicator, *stanza.also) if one],
        "targets": [{key: str(value) for key, value in asdict(target).items() if value is not None} for target in stanza.targets],
        "season": list(stanza.season),
    }


def of_document(row: MeasureRow) -> dict[str, object]:
    told = row.to_json()
    return {
        "task": row.task,
        "text": row.text,
        "deadline_kind": told["deadline"]["kind"],
        "deadline_on": told["deadline"]["date"],
        "deadline_text": row.deadline.text,
        "lead": told["lead"],
        "support": told["support"],
        "lead_text": row.lead_text,
        "support_text": row.support_text,
    }
