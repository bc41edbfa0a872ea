"""Any plan: a table comes in, the reader reads it, an officer confirms measure by measure, and the plan is adopted as data in a new version."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from gongdun.desk.catalogue import catalogue
from gongdun.law.refusal import Refusal
from gongdun.plans import proposals
from gongdun.plans.models import Measure, Plan, PlanDraft
from gongdun.plans.operations.files import File, checked
from gongdun.plans.operations.months import refuse_outsiders
from gongdun.plans.proposals import Known
from gongdun.plans.queries.exports import as_read
from gongdun.plans.reader import city_from_toml, read
from gongdun.plans.reader.table import PlanTable
from gongdun.plans.stanzas import DEADLINE_KINDS, RELATIONS, YARDSTICKS
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

KEEPERS = frozenset({"supervisor", "director"})


@operation
def take_table(*, file: File | None, city: File | None, follows: int | None, year: str, actor: Actor, today: date) -> PlanDraft:
    """Read a table; what it says, what was not understood, and a proposal for each measure are kept until an officer decides."""
    refuse_outsiders(actor, KEEPERS)
    if file is None:
        raise Refusal("Choose the table of the plan: a .docx, .xlsx or .txt file.")
    document, table = checked(file), read_file(file, city)
    if not table.measures:
        raise Refusal("{name} holds no table of measures that could be read. Check that it is the plan's table.", name=file.name)
    held = year_of(table, year)
    before = Plan.objects.filter(pk=follows).first()
    draft = PlanDraft.objects.create(
        title=table.title[:200] or document.name, year=held, city=table.city[:60], source_name=document.name, source=document.content,
        digest=hashlib.sha256(document.content).hexdigest(), measures=proposed([one.to_json() | {"deadline_text": one.deadline.text} for one in table.measures], before),
        unresolved=[one.to_json() for one in table.unresolved], follows=before, account_id=actor.person(), uploaded_on=today,
    )  # fmt: skip
    after = {"title": draft.title, "sha256": draft.digest, "measures": len(draft.measures), "unresolved": len(draft.unresolved)}
    journal.record(actor=actor, action="plans.take_table", subject=f"plan_draft:{draft.pk}", after=after)
    return draft


@operation
def begin_next_year(*, plan: int, actor: Actor, today: date) -> PlanDraft:
    """Next year's plan begun from this one: same measures, deadlines a year later, nothing confirmed yet."""
    refuse_outsiders(actor, KEEPERS)
    before = Plan.objects.get(pk=plan)
    rows = [a_year_later(one) for one in as_read(before)["measures"]]
    text = f"{before.pk}:{before.year + 1}:{today}"
    draft = PlanDraft.objects.create(
        title=before.title.replace(str(before.year), str(before.year + 1)), year=before.year + 1, city=before.city, digest=hashlib.sha256(text.encode()).hexdigest(),
        measures=proposed(rows, before), follows=before, account_id=actor.person(), uploaded_on=today,
    )  # fmt: skip
    journal.record(actor=actor, action="plans.begin_next_year", subject=f"plan_draft:{draft.pk}", after={"follows": before.folder})
    return draft


def a_year_later(row: dict[str, Any]) -> dict[str, Any]:
    told = row["deadline"]
    if told and told["date"]:
        on = date.fromisoformat(told["date"])
        last = 28 if (on.month, on.day) == (2, 29) else on.day
        return row | {"deadline": {**told, "date": on.replace(year=on.year + 1, day=last).isoformat()}}
    return row


def read_file(file: File, city: File | None) -> PlanTable:
    """The reader reads paths: the upload lies in a folder of its own for as long as that takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{file.name.rsplit('.', 1)[-1].lower()}"
        path.write_bytes(file.content)
        described = None
        if city is not None:
            own = Path(folder) / "city.toml"
            own.write_bytes(city.content)
            described = city_from_toml(own)
        return read(path, city=described)


def year_of(table: PlanTable, told: str) -> int:
    if told.strip().isdigit() and 2000 <= int(told) <= 2100:
        return int(told)
    if table.year is None:
        raise Refusal("The title names no year. Say which year the plan is for.")
    return table.year


def proposed(rows: list[dict[str, Any]], before: Plan | None) -> list[dict[str, Any]]:
    measures = [known_measure(one) for plan in ([before] if before else Plan.objects.all()[:3]) for one in plan.measures.all()]
    indicators = [
        Known(f"{entry.thing.title.zh}{entry.thing.definition.zh}", entry.thing.title.zh, entry.thing.title.en, indicators=(key,))
        for key, entry in catalogue().indicators.items()
    ]
    return [row | {"proposal": said(proposals.propose(row, measures, indicators)), "is_confirmed": False} for row in rows]


def known_measure(one: Measure) -> Known:
    return Known(one.text, one.title, one.title_en, one.yardstick, tuple(one.indicators), tuple(one.targets), one.number)


def said(one: proposals.Proposal) -> dict[str, Any]:
    return {
        "title": one.title, "title_en": one.title_en, "yardstick": one.yardstick, "indicators": list(one.indicators), "targets": list(one.targets),
        "why": one.why, "likeness": one.likeness, "like": one.like, "others": list(one.others),
    }  # fmt: skip


@operation
def confirm_measure(*, draft: int, place: int, told: Mapping[str, Any], revision: int | None, actor: Actor) -> PlanDraft:
    """An officer's decision on one measure: title, yardstick, targets, indicator, deadline."""
    refuse_outsiders(actor, KEEPERS)
    held = open_draft(draft, revision)
    if not 0 <= place < len(held.measures):
        raise Refusal("The draft has no such measure. Open it again.")
    row = held.measures[place]
    decided = decision(row, told)
    held.measures[place] = row | {"proposal": row["proposal"] | decided, "deadline": deadline(row, told), "is_confirmed": True}
    kept(held)
    journal.record(actor=actor, action="plans.confirm_measure", subject=f"plan_draft:{held.pk}", after={"number": row["number"], **decided})
    return held


@operation
def confirm_rest(*, draft: int, actor: Actor) -> PlanDraft:
    """Take the proposals of all measures that are like one of the plan it follows; the others are decided one by one."""
    refuse_outsiders(actor, KEEPERS)
    held, done = open_draft(draft, None), []
    for place, row in enumerate(held.measures):
        if not row["is_confirmed"] and row["proposal"]["why"] == proposals.LIKE_A_MEASURE and (row["deadline"] or {}).get("kind"):
            held.measures[place] = row | {"is_confirmed": True}
            done.append(row["number"])
    if not done:
        raise Refusal("No measure left is like one of the plan it follows. Decide the others one by one.")
    kept(held)
    journal.record(actor=actor, action="plans.confirm_rest", subject=f"plan_draft:{held.pk}", after={"numbers": done})
    return held


def decision(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    title, title_en, yardstick = (str(told.get(name, "")).strip() for name in ("title", "title_en", "yardstick"))
    indicators = [one.strip() for one in str(told.get("indicators", "")).replace("，", ",").split(",") if one.strip()]
    if not title or len(title) > 40 or len(title_en) > 80:
        raise Refusal("Measure {number} needs a short title of our own, 40 characters at most. Write it.", number=row["number"])
    if yardstick not in YARDSTICKS:
        raise Refusal("Measure {number} needs a yardstick: count, ratio, milestone or standing. Choose one.", number=row["number"])
    for key in indicators:
        if key not in catalogue().indicators:
            raise Refusal("There is no indicator {key}. Choose one from the catalogue, or leave it empty: not yet measured.", key=key)
    targets = [target(one, row["number"], indicators) for one in told.get("targets", row["proposal"]["targets"])]
    if (yardstick in ("count", "ratio")) != bool(targets):
        raise Refusal("Measure {number}: count and ratio need targets, milestone and standing have none. Mend it.", number=row["number"])
    return {"title": title, "title_en": title_en, "yardstick": yardstick, "indicators": indicators, "targets": targets}


def target(told: Mapping[str, Any], number: str, indicators: list[str]) -> dict[str, Any]:
    try:
        value = Decimal(str(told["value"]))
        highest = Decimal(str(told["value_max"])) if told.get("value_max") not in (None, "") else None
    except (InvalidOperation, KeyError) as error:
        raise Refusal("A target of measure {number} is no number. Mend it.", number=number) from error
    if told.get("relation") not in RELATIONS or not value.is_finite() or (highest is not None and highest < value):
        raise Refusal("A target of measure {number} has no known relation, or ends below its beginning. Mend it.", number=number)
    key = told.get("indicator") if told.get("indicator") in catalogue().indicators else (indicators[0] if indicators else "")
    found = {"relation": told["relation"], "value": str(value), "unit": str(told.get("unit") or ""), "indicator": key}
    return found | ({"value_max": str(highest)} if highest is not None else {})


def deadline(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What the reader did not understand, the officer says; a date needs its day."""
    kind = str(told.get("deadline_kind") or (row["deadline"] or {}).get("kind") or "")
    on = str(told.get("deadline_on") or (row["deadline"] or {}).get("date") or "")
    if kind not in DEADLINE_KINDS:
        raise Refusal("The deadline of measure {number} was not understood. Choose what it is.", number=row["number"])
    if kind != "by":
        return {"kind": kind, "date": None}
    try:
        return {"kind": kind, "date": date.fromisoformat(on).isoformat()}
    except ValueError as error:
        raise Refusal("Measure {number} is to be done by a date; say which.", number=row["number"]) from error


@operation
def adopt_draft(*, draft: int, document_number: str, actor: Actor, today: date) -> Plan:
    """Every measure confirmed: the draft becomes a plan, the next version of its city and year."""
    refuse_outsiders(actor, KEEPERS)
    held = open_draft(draft, None)
    if left := [row["number"] for row in held.measures if not row["is_confirmed"]]:
        raise Refusal(
            "{count} measures are not confirmed yet, the first is {number}. Confirm them, then adopt the plan.",
            count=len(left),
            number=left[0],
        )
    version = Plan.objects.filter(city=held.city, year=held.year).count() + 1
    plan = Plan.objects.create(
        folder=f"plan_{held.pk}_{held.year}", title=held.title, year=held.year, city=held.city or "—", document_number=document_number.strip()[:60],
        adopted_on=today, version=version, follows=held.follows, adopted_by_id=actor.person(), source_name=held.source_name, source=bytes(held.source),
    )  # fmt: skip
    Measure.objects.bulk_create(adopted(plan, place, row) for place, row in enumerate(held.measures, start=1))
    held.plan = plan
    held.save()
    journal.record(
        actor=actor, action="plans.adopt_draft", subject=f"plan:{plan.pk}", after={"draft": held.pk, "version": version, "measures": len(held.measures)}
    )  # fmt: skip
    return plan


def adopted(plan: Plan, place: int, row: Mapping[str, Any]) -> Measure:
    chosen, due = row["proposal"], row["deadline"]
    return Measure(
        plan=plan, sort=place, number=row["number"], chapter=row["chapter"], task=row["task"], text=row["text"], title=chosen["title"],
        title_en=chosen["title_en"] or chosen["title"], yardstick=chosen["yardstick"], deadline_kind=due["kind"], deadline_on=due["date"],
        deadline_text=row.get("deadline_text", ""), lead=row["lead"], support=row["support"], lead_text=row["lead_text"], support_text=row["support_text"],
        targets=chosen["targets"], indicators=chosen["indicators"],
    )  # fmt: skip


def open_draft(draft: int, revision: int | None) -> PlanDraft:
    held = PlanDraft.objects.select_for_update(of=("self",)).get(pk=draft)
    if held.plan_id is not None:
        raise Refusal("This draft was adopted already; its plan stands. Begin a new draft to change it.")
    if revision is not None and revision != held.revision:
        raise Refusal("A colleague changed this draft meanwhile. Look at it again, then decide.")
    return held


def kept(held: PlanDraft) -> None:
    held.revision += 1
    held.save()
