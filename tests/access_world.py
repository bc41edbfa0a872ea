"""Two districts of two ledgers with a row in every scoped table of each, and one account per post: who may see which place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import models

import gongdun.plans
from gongdun.areas.inspection import operations as inspection
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations.matters import move
from gongdun.plans.operations import adopt_plan
from gongdun.registry.models import Account, Area, Employer, Office, Worker
from gongdun.registry.operations import open_account
from gongdun.site.builders import JOB, TODAY, Team, a_city, a_run, a_team, an_officer, at, employers, lead_row, workers
from gongdun.vault.checks import scoped_models
from gongdun.vault.models import PartyScoped
from gongdun.vault.writing import unguarded

PLAN = Path(gongdun.plans.__file__).parent / "changzhou_2022"
OUR_SCHOOL, OTHER_SCHOOL = 501, 502
CITY_LEDGER, LIYANG_LEDGER = "常州市", "溧阳市"
XINBEI, LIYANG = "新北区", "溧阳市"
EVERYWHERE = frozenset({XINBEI, LIYANG})


@dataclass(frozen=True)
class Place:
    """A district with its ledger; `first` numbers its employers and workers, `party` is the school its portal rows belong to."""

    name: str
    code: str
    ledger: str
    prefix: str
    first: int
    party: int


@dataclass(frozen=True)
class Post:
    """Whose rows an account may see: those of these places, or of this party. Said here by hand, not asked of the application."""

    account: Account | None
    places: frozenset[str] = frozenset()
    party: int | None = None

    def sees(self, row: models.Model) -> bool:
        return names()[row.district] in self.places or (isinstance(row, PartyScoped) and row.party is not None and row.party == self.party)


PLACES = (
    Place(XINBEI, "320411", CITY_LEDGER, "xinbei", 1, OTHER_SCHOOL),
    Place(LIYANG, "320481", LIYANG_LEDGER, "liyang", 101, OUR_SCHOOL),
)


def names() -> dict[int, str]:
    return {area.pk: area.name for area in Area.objects.filter(name__in=EVERYWHERE)}


def a_world() -> dict[str, Post]:
    """The posts by name; everything is built in the caller's scope, which must be everywhere."""
    a_city()
    adopt_plan(folder=PLAN, actor=JOB, today=date(2022, 1, 10))
    teams = {place.name: a_team(place.name, place.prefix, place.ledger) for place in PLACES}
    posts = {name: post for place in PLACES for name, post in posts_of(place, teams[place.name]).items()}
    posts |= city_posts()
    rows = [row for place in PLACES for row in lead_rows(place)]
    _, leads = a_run(date(2022, 7, 1), rows)
    for place in PLACES:
        district = Area.objects.get(name=place.name)
        a_list(place, district, teams[place.name], [lead for lead in leads if lead.district == district.pk])
        a_base_report(place, district, teams[place.name])
        for model in scoped_models():
            one_row(model, place, district)
        belong(district, place.party)
    return posts


def posts_of(place: Place, team: Team) -> dict[str, Post]:
    """The city's own ledger holds 新北 among others, 溧阳 keeps one itself: either way the agency sees its ledger's place."""
    here = frozenset({place.name})
    held = {name: getattr(team, name) for name in ("liaison", "approver", "inspector", "agency_clerk")}
    return {f"{place.prefix}.{name}": Post(account, here) for name, account in held.items()}


def city_posts() -> dict[str, Post]:
    school = Office.objects.get(kind="school")
    agent = open_account(
        username="school.agent",
        display_name="张老师",
        office=school,
        roles=["school_agent"],
        actor=JOB,
        password="school-password",
        party=OUR_SCHOOL,
    )
    return {
        "city.director": Post(an_officer("city.director", "bureau", "常州市", "director", "supervisor"), EVERYWHERE),
        "city.agency_auditor": Post(an_officer("city.auditor", "agency", "常州市", "journal_auditor"), frozenset({XINBEI})),
        "liyang.administrator": Post(an_officer("liyang.admin", "bureau", "溧阳市", "administrator"), frozenset({LIYANG})),
        "tianning.inspector": Post(an_officer("tianning.inspector", "inspection", "天宁区", "labour_inspector")),
        "school": Post(agent, party=OUR_SCHOOL),
        "anonymous": Post(None),
    }


def lead_rows(place: Place) -> list:
    firms, people = employers(3, place.code, place.first), workers(3, place.code, place.first)
    return [lead_row(firm, person, place.code) for firm, person in zip(firms, people, strict=True)]


def a_list(place: Place, district: Area, team: Team, leads: list[Lead]) -> Matter:
    """Being checked by the inspectorate; the last lead stays free."""
    act = {"today": TODAY, "now": at(TODAY)}
    free = leads.pop()
    matter = inspection.build_list(
        district=district, month=date(2022, 7, 1), leads=[one.pk for one in leads], actor=Team.act(team.liaison), **act
    )
    move(matter=matter.pk, move="submit", actor=Team.act(team.liaison), **act)
    move(matter=matter.pk, move="approve", actor=Team.act(team.approver), **act)
    inspection.hand_over(matter=matter.pk, actor=Team.act(team.liaison), **act)
    move(matter=matter.pk, move="receive", actor=Team.act(team.inspector), **act)
    assert free.district == district.pk
    return matter


def a_base_report(place: Place, district: Area, team: Team) -> Matter:
    return inspection.report_base(
        employer=Employer.objects.filter(district=district.pk).first(), worker=Worker.objects.filter(district=district.pk).first(),
        months=(date(2022, 1, 1), date(2022, 6, 1)), declared_base_fen=426_000, actual_wage_fen=800_000, evidence=f"{place.name}工资表",
        actor=Team.act(team.inspector), today=TODAY, now=at(TODAY),
    )  # fmt: skip


def belong(district: Area, party: int) -> None:
    """What a portal reads belongs to a school, but the matters themselves: no procedure of today has a portal."""
    with unguarded("rows of a party"):
        for model in scoped_models():
            if issubclass(model, PartyScoped):
                model.objects.filter(district=district.pk).update(party=party)


def one_row(model: type[models.Model], place: Place, district: Area) -> models.Model:
    """The first row of the model in the place, made by the shapes of its fields where there is none: models of later areas too."""
    if held := model.objects.filter(district=district.pk).order_by("pk").first():
        return held
    values = {field.name: value_of(field, place, district) for field in model._meta.concrete_fields if is_wanted(field)}
    with unguarded("a row of every scoped table"):
        return model.objects.create(**values | {"ledger": district.ledger_id, "district": district.pk})


def is_wanted(field: models.Field) -> bool:
    if field.name in KNOWN_WORDS:
        return not field.null
    return not (field.primary_key or field.null or field.has_default() or field.name in ("ledger", "district"))


# Names of the field that a page looks up: an invented word would be damage, not a row.
KNOWN_WORDS = {
    "benefit": "disability_allowance",
    "grade": 4,
    "figures": dict.fromkeys(("bank_fen", "book_fen", "difference_fen", "astray_fen"), 0),
}


def value_of(field: models.Field, place: Place, district: Area) -> object:
    if field.name in KNOWN_WORDS:
        return KNOWN_WORDS[field.name]
    if isinstance(field, models.ForeignKey):
        return related(field.related_model, place, district)
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, models.DateTimeField):
        return datetime(2022, 8, 15, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return TODAY.replace(day=1) if "month" in field.name else TODAY
    if isinstance(field, models.CharField | models.TextField):
        return f"{place.name}独有{field.name}"[: field.max_length]
    if isinstance(field, models.BinaryField):
        return place.name.encode()
    return {} if isinstance(field, models.JSONField) else place.first


def related(model: type[models.Model], place: Place, district: Area) -> models.Model:
    if model in scoped_models():
        return one_row(model, place, district)
    if model is Account:
        return Account.objects.get(username=f"{place.prefix}.liaison")
    if model is Office:
        return Office.objects.get(kind="bureau", area=district)
    return model.objects.order_by("pk").first()
