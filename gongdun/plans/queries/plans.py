"""Which plan is in force, and which offices a measure names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongdun.plans.models import Measure, Plan
from gongdun.registry.models import Office


def current_plan() -> Plan | None:
    """The newest version of the newest year."""
    return Plan.objects.order_by("-year", "-version", "-id").first()


def offices_of(named: Iterable[dict[str, Any]], offices: Iterable[Office]) -> list[Office]:
    """The offices of the register that an entry of kind and area names; the city's own where no area stands."""
    wanted = {(one.get("kind"), one.get("area")) for one in named}
    return [one for one in offices if (one.kind, one.area.name) in wanted or (one.is_city and (one.kind, None) in wanted)]


def names_office(measure: Measure, office: Office) -> bool:
    return bool(offices_of([*measure.lead, *measure.support], [office]))


def leads(measure: Measure, office: Office) -> bool:
    return bool(offices_of(measure.lead, [office]))
