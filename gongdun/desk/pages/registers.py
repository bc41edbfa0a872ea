"""登记簿 — areas, offices, employers, workers, institutions, industries, code lists; each says where its rows come from and how complete they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongdun.compare.contracts import CONTRACTS
from gongdun.desk.pages.sheets import language
from gongdun.desk.registers.accounts import ADMINISTRATORS
from gongdun.desk.registers.areas import AREA_LIST
from gongdun.desk.registers.employers import EMPLOYERS, READERS
from gongdun.desk.registers.institutions import INSTITUTIONS, KINDS
from gongdun.desk.registers.offices import OFFICES
from gongdun.desk.registers.workers import WORKERS
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.sheet_lists import SheetList, sheet_lists
from gongdun.kernel.roles import OFFICE_KINDS
from gongdun.kernel.words import Title
from gongdun.law import industries as annex
from gongdun.registry import queries
from gongdun.registry.models import Area, Employer, Institution, Office, Snapshot, Worker

PAGE = 50
WARNINGS = {"old_code": gettext_lazy("old 92-code: the check character does not fit")}
SEXES = {"M": gettext_lazy("male"), "F": gettext_lazy("female")}


def refuse_outsiders(request: OfficerRequest) -> None:
    if request.user.office is None or (READERS.isdisjoint(request.user.roles) and ADMINISTRATORS.isdisjoint(request.user.roles)):
        raise PermissionDenied


def refuse_others(request: OfficerRequest, one: SheetList) -> None:
    if not one.may_read(request.user.roles):
        raise PermissionDenied


def said(title: Title) -> str:
    return title.text(language())


def area_names() -> dict[int, str]:
    return {area.pk: area.name_en if language() == "en" else area.name for area in Area.objects.all()}


def origin(table: str) -> dict[str, Any]:
    """The line under a table: source, date and completeness of the newest delivery; None where it never came as a file."""
    newest = queries.snapshots_of(table).first()
    return {"table": table, "title": CONTRACTS[table].chinese if language() != "en" else table, "newest": newest, "share": share(newest)}


def share(snapshot: Snapshot | None) -> str:
    """How much of a delivery was taken, as a percentage with one place, cut and not rounded: 99.9 % is never called whole."""
    if snapshot is None or not snapshot.row_count + snapshot.rejected_count:
        return ""
    thousandths = 1000 * snapshot.row_count // (snapshot.row_count + snapshot.rejected_count)
    return f"{thousandths // 10}.{thousandths % 10} %"


@login_required
def registers(request: OfficerRequest) -> HttpResponse:
    """What there is, how much of it this account may see, and since when."""
    refuse_outsiders(request)
    roles = request.user.roles
    tables = [
        ("areas", _("Areas"), Area.objects.count(), None, True),
        ("offices", _("Offices"), Office.objects.count(), None, True),
        ("officers", _("Accounts and roles"), None, None, not ADMINISTRATORS.isdisjoint(roles)),
        ("employers", _("Employers"), Employer.objects.count(), origin("employers"), EMPLOYERS.may_read(roles)),
        ("workers", _("Workers"), Worker.objects.count(), origin("persons"), WORKERS.may_read(roles)),
        ("institutions", _("Institutions and schools"), Institution.objects.count(), None, INSTITUTIONS.may_read(roles)),
        ("industries", _("Industries and risk classes"), len(annex.classes()), None, True),
        ("codes", _("Code lists"), len(code_lists()), None, True),
    ]
    shown = [{"page": page, "title": title, "count": count, "origin": where} for page, title, count, where, mine in tables if mine]
    return render(request, "desk/registers/registers.html", {"tables": shown})


@login_required
def areas(request: OfficerRequest) -> HttpResponse:
    refuse_outsiders(request)
    rows = [
        [area.code, area.name_en if language() == "en" else area.name, area.short, _("City") if area.kind == "city" else _("District"), names[area.ledger_id]]
        for names in [area_names()] for area in Area.objects.order_by("sort")
    ]  # fmt: skip
    heads = [_("Code"), _("Area"), _("Short"), _("Kind"), _("Ledger")]
    note = _("The codes are those of GB/T 2260; the economic development zone has none there and bears one of our own.")
    return table(request, _("Areas"), heads, rows, note=note, form=AREA_LIST)


@login_required
def offices(request: OfficerRequest) -> HttpResponse:
    refuse_outsiders(request)
    english = language() == "en"
    rows = [
        [
            one.name_en if english else one.name,
            said(OFFICE_KINDS[one.kind]),
            one.area.name_en if english else one.area.name,
            one.document_mark,
        ]
        for one in Office.objects.select_related("area").order_by("area__sort", "kind")
    ]
    return table(request, _("Offices"), [_("Office"), _("Kind"), _("Area"), _("Mark of documents")], rows, form=OFFICES, codes=())


def table(
    request: OfficerRequest, title: str, heads: list[str], rows: list[list[Any]], *, note: str = "", page: Any = None, form: SheetList | None = None, where: Any = None,
    searched: bool = False, filters: Any = None, numbers: tuple[int, ...] = (), codes: tuple[int, ...] = (0,), warned: int = 0,
    links: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    """Plain cells under their heads. A cell may be a pair (text, warning); `links` are the addresses that the rows' first cells open."""
    cells = [[cell if isinstance(cell, tuple) else (cell, "") for cell in row] for row in rows]
    context = {
        "title": title, "heads": heads, "numbers": numbers, "codes": codes, "rows": list(zip_longest(cells, links, fillvalue="")),
        "note": note, "page": page, "list": form, "may_write": form is not None and form.may_write(request.user.roles), "origin": where, "searched": searched,
        "q": request.GET.get("q", ""), "filters": filters, "filter": [(name, request.GET[name]) for name in ("q", "district", "kind") if request.GET.get(name)],
        "warned": warned, "total": page.paginator.count if page is not None else len(rows),
    }  # fmt: skip
    return render(request, "desk/registers/table.html", context)


def paged(request: OfficerRequest, asked: QuerySet[Any]) -> Any:
    return Paginator(asked, PAGE).get_page(request.GET.get("page"))


def district_filter(request: OfficerRequest) -> dict[str, Any]:
    """The areas this account may see rows of, to choose from."""
    scope = request.user.scope()
    english = language() == "en"
    mine = [area for area in Area.objects.order_by("sort") if area.ledger_id in scope.ledgers or area.pk in scope.districts]
    return {
        "name": "district",
        "title": _("District"),
        "chosen": request.GET.get("district", ""),
        "options": [(area.code, area.name_en if english else area.name) for area in mine],
    }


@login_required
def employers(request: OfficerRequest) -> HttpResponse:
    refuse_others(request, EMPLOYERS)
    page = paged(request, queries.employers(request.GET.get("q", ""), request.GET.get("district", "")))
    names, shared = area_names(), queries.shared_names([one.name for one in page.object_list])
    rows = [
        [
            (one.uscc, WARNINGS.get(one.warning, "")),
            (one.name, _("{n} credit codes bear this name").format(n=shared[one.name]) if one.name in shared else ""),
            names[one.district], one.industry, one.risk_class or "—", one.legal_person or "—", one.cancelled_on.isoformat() if one.cancelled_on else "—",
        ]
        for one in page.object_list
    ]  # fmt: skip
    heads = [_("Credit code"), _("Employer"), _("District"), _("Industry"), _("Risk class"), _("Legal representative"), _("Cancelled on")]
    return table(
        request, _("Employers"), heads, rows, page=page, form=EMPLOYERS, where=origin("employers"), searched=True, filters=district_filter(request), numbers=(4,),
        links=[reverse("employer", args=[one.pk]) for one in page.object_list], warned=sum(any(isinstance(cell, tuple) and cell[1] for cell in row) for row in rows),
    )  # fmt: skip


@login_required
def workers(request: OfficerRequest) -> HttpResponse:
    """Masked; the full number is asked for on the worker's own page, with a reason."""
    refuse_others(request, WORKERS)
    page = paged(request, queries.workers(request.GET.get("q", ""), request.GET.get("district", "")))
    names, twins = area_names(), queries.namesakes(page.object_list)
    rows = [
        [
            one.masked_number,
            (one.name, _("another number bears the same name and day of birth") if (one.name, one.born_on) in twins else ""),
            str(SEXES.get(one.sex, "—")), one.born_on.isoformat() if one.born_on else "—", names[one.district],
        ]
        for one in page.object_list
    ]  # fmt: skip
    heads = [_("Identity number"), _("Name"), _("Sex"), _("Born on"), _("District")]
    return table(
        request, _("Workers"), heads, rows, page=page, form=WORKERS, where=origin("persons"), searched=True, filters=district_filter(request),
        links=[reverse("worker", args=[one.pk]) for one in page.object_list], warned=sum(any(isinstance(cell, tuple) and cell[1] for cell in row) for row in rows),
    )  # fmt: skip


@login_required
def institutions(request: OfficerRequest) -> HttpResponse:
    refuse_others(request, INSTITUTIONS)
    page = paged(request, queries.institutions(request.GET.get("q", ""), request.GET.get("kind", "")))
    names = area_names()
    ownerships = {"public": _("Public"), "private": _("Private")}
    titles = {choice.code: said(choice.title) for choice in KINDS.choices}
    rows = [
        [one.name, titles.get(one.kind, one.kind), ownerships.get(one.ownership, one.ownership), names[one.district]]
        for one in page.object_list
    ]
    kinds = {
        "name": "kind",
        "title": _("Kind"),
        "chosen": request.GET.get("kind", ""),
        "options": [(choice.code, said(choice.title)) for choice in KINDS.choices],
    }
    heads = [_("Name"), _("Kind"), _("Ownership"), _("District")]
    return table(request, _("Institutions and schools"), heads, rows, page=page, form=INSTITUTIONS, searched=True, filters=kinds, codes=())


@login_required
def industries(request: OfficerRequest) -> HttpResponse:
    """Risk class by the industry's name; the codes were renumbered in 2017, so the name counts."""
    refuse_outsiders(request)
    words = request.GET.get("q", "").strip()
    rows = [[name, number] for name, number in annex.classes().items() if words in name]
    note = _("Annex of 人社部发〔2015〕71号. An industry that stands in no row is classed by a person.")
    return table(request, _("Industries and risk classes"), [_("Industry"), _("Risk class")], rows, note=note, searched=True, numbers=(1,), codes=())  # fmt: skip


def code_lists() -> dict[str, Any]:
    """Every code list that a list's form chooses from, by its id."""
    found: dict[str, Any] = {}
    for one in sheet_lists().values():
        for field in one.form().fields:
            if field.choices is not None:
                found.setdefault(field.choices.id, field.choices)
    return found


@login_required
def codes(request: OfficerRequest) -> HttpResponse:
    """Codes with their titles in both languages and the other words that are read as them."""
    refuse_outsiders(request)
    rows = [
        [said(one.title), choice.code, choice.title.zh, choice.title.en, "、".join(choice.synonyms) or "—"]
        for one in code_lists().values()
        for choice in one.choices
    ]
    rows += [
        [f"{contract.chinese if language() != 'en' else contract.name} · {column.chinese if language() != 'en' else column.name}", parts[0], "、".join(parts[1:]) or "—", parts[0], "—"]
        for contract in CONTRACTS.values() for column in contract.columns for parts in [entry.split("|") for entry in column.allowed]
    ]  # fmt: skip
    return table(request, _("Code lists"), [_("List"), _("Code"), _("Chinese"), _("English"), _("Also read")], rows, codes=(1,))
