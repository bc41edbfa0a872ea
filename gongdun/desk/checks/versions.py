"""Whether every open matter still has the version of its procedure that it was opened under: a version that is gone leaves it without moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongdun.desk.models import Matter
from gongdun.kernel.catalogue import Catalogue
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within


@dataclass(frozen=True)
class Gone:
    """A version that open matters name and the catalogue does not hold."""

    procedure: str
    version: date
    count: int


def gone(catalogue: Catalogue) -> Iterator[Gone]:
    """Over the whole city; needs the database."""
    with within(everywhere()):
        named = Matter.objects.filter(is_closed=False).order_by().values_list("procedure", "procedure_version").annotate(count=Count("id"))
        held = list(named.order_by("procedure", "procedure_version"))
    for procedure, version, count in held:
        if not any(entry.thing.in_force_on == version for entry in catalogue.procedures.get(procedure, ())):
            yield Gone(procedure, version, count)
