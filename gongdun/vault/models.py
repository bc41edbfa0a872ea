"""What a scoped table is made of. Concrete models sit on the floors above; their migrations call `enable_scope`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scoped(models.Model):
    """A row of one ledger (whose agency handles it) and one district (where it happened): they differ, so both are kept."""

    ledger = models.SmallIntegerField(_("ledger"))
    district = models.SmallIntegerField(_("district"))

    class Meta:
        abstract = True


class PartyScoped(Scoped):
    """A row that a portal user may also read: their employer's, their school's or their own."""

    party = models.BigIntegerField(_("party"), null=True, blank=True)

    class Meta(Scoped.Meta):
        abstract = True


def scope_indexes(name: str, *fields: str) -> list[models.Index]:
    """One index a scope, each with the columns lists filter and sort by: without them the small office's list is the slow one."""
    return [models.Index(fields=[column, *fields], name=f"{name}_{column}_scope") for column in ("ledger", "district")]
