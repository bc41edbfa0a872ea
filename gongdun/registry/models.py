"""The register: areas, offices, accounts, employers, workers, institutions, and the snapshots they came with."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gongdun.kernel.roles import OFFICE_KINDS, ROLES
from gongdun.vault.actors import Actor
from gongdun.vault.models import PartyScoped, Scoped
from gongdun.vault.scopes import Scope


class Area(models.Model):
    """统筹/辖区 — the city, its districts, and 经开区, which has no national code. `ledger` is the agency ledger it belongs to."""

    id = models.SmallAutoField(primary_key=True)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=40, unique=True)
    name_en = models.CharField(max_length=60)
    short = models.CharField(max_length=8)
    kind = models.CharField(max_length=10, choices=[("city", _("City")), ("district", _("District"))])
    ledger = models.ForeignKey("self", models.PROTECT, related_name="ledger_members")
    sort = models.SmallIntegerField()

    class Meta:
        ordering = ("sort",)

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """经办机构、行政部门、劳动监察、技工院校 of one area. Matter numbers and documents are counted per office."""

    kind = models.CharField(max_length=12, choices=[(kind, title.en) for kind, title in OFFICE_KINDS.items()])
    area = models.ForeignKey(Area, models.PROTECT)
    name = models.CharField(max_length=80, unique=True)
    name_en = models.CharField(max_length=120)
    short = models.CharField(max_length=20)
    document_mark = models.CharField(max_length=12)  # 苏0411 in 苏0411工监〔2022〕1号

    class Meta:
        ordering = ("area__sort", "kind")
        constraints = [models.UniqueConstraint(fields=["kind", "area", "name"], name="one_office_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_city(self) -> bool:
        return self.area.kind == "city"


class Account(AbstractUser):
    """A sign-in: an officer's with an office and roles, or a portal user's who sees one party."""

    display_name = models.CharField(max_length=60)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="accounts")
    roles = ArrayField(models.CharField(max_length=30), default=list)
    party = models.BigIntegerField(null=True, blank=True)

    class Meta(AbstractUser.Meta):
        db_table = "registry_account"

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def needs_code(self) -> bool:
        return any(ROLES[role].needs_code for role in self.roles)

    @cached_property
    def _scope(self) -> Scope:
        return scope_of(self)

    def scope(self) -> Scope:
        return self._scope

    def actor(self, origin: str = "") -> Actor:
        return Actor(self.pk, str(self), self.office_id, frozenset(self.roles), origin)

    def has_role(self, *roles: str) -> bool:
        return not set(roles).isdisjoint(self.roles)


def scope_of(account: Account) -> Scope:
    """Who handles (ledger), where it happened (district), whose it is (party): design.md 9.

    A city bureau or inspectorate leads the districts and sees all of them; a city agency keeps its own ledger only.
    """
    if account.office is None:
        return Scope(parties=(account.party,)) if account.party else Scope()
    office = account.office
    if office.kind == "agency":
        return Scope(ledgers=(office.area.ledger_id,))
    if office.kind in ("bureau", "inspection"):
        everywhere = tuple(Area.objects.values_list("id", flat=True)) if office.is_city else (office.area_id,)
        return Scope(districts=everywhere)
    return Scope(parties=(account.party,)) if account.party else Scope()


class Snapshot(models.Model):
    """One delivery of another system's table: every table shows its source, date and completeness. We never write back."""

    table = models.CharField(max_length=40)
    month = models.DateField(null=True)  # first day of the month it speaks of
    version = models.SmallIntegerField(default=1)
    source = models.CharField(max_length=60)
    delivered_on = models.DateField()
    row_count = models.BigIntegerField()
    rejected_count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    is_complete = models.BooleanField(default=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-month", "table")
        constraints = [models.UniqueConstraint(fields=["table", "month", "version"], name="one_snapshot_per_version", nulls_distinct=False)]


class Employer(Scoped):
    """用人单位 — known by its USCC; a wrong check digit of an old 92-code is a warning, not a barrier."""

    uscc = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)
    pinyin = models.CharField(max_length=300, db_index=True)  # no collation of PostgreSQL sorts Chinese
    initials = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=16)
    industry_code = models.CharField(max_length=6)
    industry = models.CharField(max_length=60)
    risk_class = models.SmallIntegerField()
    hazards = ArrayField(models.CharField(max_length=16), default=list)
    legal_person = models.CharField(max_length=60, blank=True)
    registered_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    key = models.BigIntegerField(unique=True)  # the key comparison knows the employer by
    warning = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("pinyin",)
        indexes = [
            models.Index(fields=["ledger", "pinyin"], name="employer_by_ledger"),
            models.Index(fields=["district", "pinyin"], name="employer_by_district"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="employer_name_parts"),
        ]

    def __str__(self) -> str:
        return self.name


class Worker(Scoped):
    """职工 — a person known by the vault's key; the number itself stays in the vault."""

    person_key = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=200, db_index=True)
    initials = models.CharField(max_length=40, db_index=True)
    masked_number = models.CharField(max_length=18)
    last_four = models.CharField(max_length=4, db_index=True)
    sex = models.CharField(max_length=1)
    born_on = models.DateField(null=True)

    class Meta:
        ordering = ("pinyin",)
        indexes = [models.Index(fields=["district", "pinyin"], name="worker_by_district")]

    def __str__(self) -> str:
        return self.name


class Institution(PartyScoped):
    """协议机构、技工院校 — hospitals, rehabilitation bodies, schools: who is neither an employer nor an office."""

    kind = models.CharField(
        max_length=16, choices=[("hospital", _("Hospital")), ("rehabilitation", _("Rehabilitation")), ("school", _("School"))]
    )
    name = models.CharField(max_length=120, unique=True)
    pinyin = models.CharField(max_length=300, db_index=True)
    ownership = models.CharField(max_length=10, choices=[("public", _("Public")), ("private", _("Private"))])

    class Meta:
        ordering = ("pinyin",)

    def __str__(self) -> str:
        return self.name
