"""What the desk holds of one party: an employer's or a worker's matters and leads, as far as the open scope shows them."""

from __future__ import annotations

from django.db.models import QuerySet

from gongdun.desk.models import Lead, Matter
from gongdun.registry.models import Employer, Worker


def matters_of(party: Employer | Worker) -> QuerySet[Matter]:
    """Open ones first, the nearest due date on top."""
    held = Matter.objects.filter(worker=party) if isinstance(party, Worker) else Matter.objects.filter(employer=party)
    return held.select_related("employer", "worker", "owner").order_by("is_closed", "due_on", "-id")


def leads_of(party: Employer | Worker) -> QuerySet[Lead]:
    """Undecided ones first; decided ones stay to be seen."""
    held = Lead.objects.filter(worker=party) if isinstance(party, Worker) else Lead.objects.filter(employer=party)
    return held.select_related("employer", "worker", "last_run", "matter").order_by("resolved_in", "state", "-id")


def same_name(party: Employer | Worker) -> QuerySet[Employer] | QuerySet[Worker]:
    """Others that may be the same: an employer of this name, a worker of this name and day of birth."""
    if isinstance(party, Worker):
        return Worker.objects.filter(name=party.name, born_on=party.born_on).exclude(pk=party.pk)
    return Employer.objects.filter(name=party.name).exclude(pk=party.pk)
