"""账号与角色 — officers by office, opened by an administrator of the same area; roles fit the office and do not exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongdun.desk.registers.shared import KNOWN
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Choice, CodeList, Fault, Field, Form, Kind, Problem
from gongdun.kernel.roles import ROLES
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal
from gongdun.registry import operations
from gongdun.registry.models import Account, Office

OFFICES = CodeList("offices", Title("单位", "Office"), supplied=True)
FORM = Form(
    "账号与角色",
    "Accounts and roles",
    (
        Field("username", "登录名", "User name", Kind.TEXT, required=True, limit=60),
        Field("display_name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("office", "单位", "Office", Kind.CHOICE, required=True, choices=OFFICES),
        Field("roles", "角色", "Roles", Kind.TEXT, required=True, help=Title("角色名，用“、”分开", "names of roles, 、 between")),
    ),
    version=date(2022, 1, 1),
    citation="社会保险经办条例#37",
    id="accounts",
    key=("username",),
)
USER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{2,59}")
BAD_NAME = Fault("bad_user_name", "No user name", "A user name has 3 to 60 letters, digits or . _ - @.", "Write it in Latin letters.")
NO_ROLE = Fault("no_role", "No such role", "There is no role “{said}”.", "Use the roles' names: 受理员、审核员 …")
UNFIT = Fault("unfit_roles", "Roles that do not fit", "{why}", "Choose roles of that office that one person may hold together.")
FOREIGN_OFFICE = Fault("foreign_office", "Another area's office", "{office} is looked after by its own administrator.", "Pass the row on.")
TAKEN_NAME = Fault(
    "taken_name", "The user name is taken", "{username} belongs to {who} already.", "Choose another, or change that account on its page."
)


def form() -> Form:
    offices = Office.objects.select_related("area").order_by("area__sort", "kind", "name")
    return FORM.supplied_with(offices=tuple(Choice(str(one.pk), Title(one.name, one.name_en), short(one)) for one in offices))


def short(one: Office) -> tuple[str, ...]:
    return (one.short,) if one.short and one.kind != "school" and one.short not in (one.name, one.name_en) else ()


def may_manage(actor_office: Office | None, office: Office | None) -> bool:
    """A city administrator looks after every office, a district's after those of its own area."""
    return actor_office is not None and (actor_office.is_city or (office is not None and office.area_id == actor_office.area_id))


def managed(actor_office: Office | None) -> QuerySet[Account]:
    accounts = Account.objects.select_related("office__area").order_by("office__area__sort", "office__name", "username")
    if actor_office is None:
        return accounts.none()
    return accounts if actor_office.is_city else accounts.filter(office__area=actor_office.area)


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    office = Office.objects.select_related("area").filter(pk=asked.query.get("for_office") or 0).first()
    for one in managed(office):
        roles = "、".join(ROLES[role].title.zh for role in one.roles)
        yield {
            "username": one.username,
            "display_name": one.display_name,
            "office": str(one.office_id) if one.office_id else None,
            "roles": roles,
        }


def role_ids(text: str) -> tuple[list[str], list[str]]:
    """(roles, words that are none)."""
    known = {word: role.id for role in ROLES.values() for word in (role.id, role.title.zh, role.title.en)}
    words = [word.strip() for word in re.split(r"[、,，;；]", text) if word.strip()]
    return [known[word] for word in words if word in known], [word for word in words if word not in known]


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    held = {one.username: one for one in Account.objects.filter(username__in=[row.values["username"] for row in found])}
    offices = {str(one.pk): one for one in Office.objects.select_related("area")}
    mine = offices.get(str(told.actor.office_id))
    for row in found:
        if problem := wrong(row, offices[row.values["office"]], mine):
            yield Known(row.number, Status.TO_MEND, problem)
        elif one := held.get(row.values["username"]):
            yield taken(row, one)


def wrong(row: Row, office: Office, mine: Office | None) -> Problem | None:
    if not USER_NAME.fullmatch(row.values["username"]):
        return Problem("username", BAD_NAME)
    if not may_manage(mine, office):
        return Problem("office", FOREIGN_OFFICE, {"office": Title(office.name, office.name_en)})
    roles, strangers = role_ids(row.values["roles"])
    if strangers:
        return Problem("roles", NO_ROLE, {"said": strangers[0]})
    try:
        operations.check_roles(roles, office)
    except Refusal as refusal:
        return Problem("roles", UNFIT, {"why": Title(refusal.text("zh_Hans"), refusal.text("en"))})
    return None


def taken(row: Row, one: Account) -> Known:
    """An account is changed on its page, one at a time; a sheet only opens new ones."""
    same = one.display_name == row.values["display_name"] and str(one.office_id) == row.values["office"]
    if same and sorted(one.roles) == sorted(role_ids(row.values["roles"])[0]):
        return Known(row.number, Status.DUPLICATE, Problem("", KNOWN))
    return Known(row.number, Status.TO_MEND, Problem("username", TAKEN_NAME, {"username": one.username, "who": str(one)}))


def take(found: Sequence[Row], told: Told) -> Effects:
    """Accounts without a password: the administrator sets the first one on the account's page, or the city's single sign-on lets them in."""
    offices = {str(one.pk): one for one in Office.objects.select_related("area")}
    opened = [
        operations.open_account(
            username=row.values["username"], display_name=row.values["display_name"], office=offices[row.values["office"]],
            roles=role_ids(row.values["roles"])[0], actor=told.actor,
        )
        for row in found
    ]  # fmt: skip
    return {"new": [one.pk for one in opened]}


def undo(kept: Effects, told: Told) -> None:
    for account in kept["new"]:
        operations.close_account(account=account, is_open=False, actor=told.actor)


UNDO = Title(
    "当日和次日可整批撤销：账号停用而不删除，因为日志里有它们。",
    "Can be undone whole on the same and the next day: the accounts are closed, not deleted, because the journal names them.",
)
ADMINISTRATORS = frozenset({"administrator"})
ACCOUNTS = SheetList("accounts", form, rows, ADMINISTRATORS, Intake(take, ADMINISTRATORS, existing, undo, UNDO), page="officers")
