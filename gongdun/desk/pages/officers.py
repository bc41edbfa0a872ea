"""账号与角色 — officers by office; an administrator of the same area changes roles, gives a first password, closes and opens accounts."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongdun.desk.pages.sheets import language
from gongdun.desk.refusals import refuse_unless
from gongdun.desk.registers.accounts import ACCOUNTS, ADMINISTRATORS, managed, may_manage
from gongdun.desk.requests import OfficerRequest
from gongdun.kernel.roles import ROLES, clash
from gongdun.law.refusal import Refusal
from gongdun.registry import operations
from gongdun.registry.models import Account, Office

LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are read for another


def refuse_others(request: OfficerRequest) -> None:
    if ADMINISTRATORS.isdisjoint(request.user.roles) or request.user.office is None:
        raise PermissionDenied


def account_or_404(request: OfficerRequest, pk: int) -> Account:
    refuse_others(request)
    return get_object_or_404(managed(request.user.office), pk=pk)


@login_required
def officers(request: OfficerRequest) -> HttpResponse:
    refuse_others(request)
    words = request.GET.get("q", "").strip()
    found = managed(request.user.office)
    if words:
        found = found.filter(Q(username__icontains=words) | Q(display_name__icontains=words) | Q(office__name__icontains=words))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    rows = [{"account": one, "office": office_name(one), "roles": role_names(one.roles)} for one in page.object_list]
    return render(request, "desk/registers/officers.html", {"rows": rows, "page": page, "q": words, "list": ACCOUNTS})


def office_name(one: Account) -> str:
    if one.office is None:
        return "—"
    return one.office.name_en if language() == "en" else one.office.name


def role_names(ids: list[str]) -> list[str]:
    return [ROLES[role].title.text(language()) for role in ids if role in ROLES]


@login_required
def officer(request: OfficerRequest, pk: int) -> HttpResponse:
    """One account: the roles its office knows, those it holds, and the pairs nobody may hold together."""
    return shown(request, account_or_404(request, pk))


def shown(request: OfficerRequest, one: Account, *, password: str = "") -> HttpResponse:
    kinds = one.office.kind if one.office else ""
    choices = [
        {"id": role.id, "title": role.title.text(language()), "held": role.id in one.roles, "needs_code": role.needs_code}
        for role in ROLES.values()
        if kinds in role.office_kinds
    ]
    context = {
        "account": one, "office": office_name(one), "roles": role_names(one.roles), "choices": choices, "password": password, "is_self": one.pk == request.user.pk,
        "needs_code": one.needs_code, "offices": [(office.pk, office.name_en if language() == "en" else office.name) for office in offices_for(request, one)],
    }  # fmt: skip
    return render(request, "desk/registers/officer.html", context)


def offices_for(request: OfficerRequest, one: Account) -> list[Office]:
    """Offices of the same kind, so that the roles still fit; among those the administrator looks after."""
    kind = one.office.kind if one.office else ""
    found = Office.objects.select_related("area").filter(kind=kind).order_by("area__sort")
    return [office for office in found if may_manage(request.user.office, office)]


@login_required
@require_POST
def roles(request: OfficerRequest, pk: int) -> HttpResponse:
    one = account_or_404(request, pk)
    chosen = request.POST.getlist("role")
    asked = request.POST.get("office", "")
    office = Office.objects.select_related("area").filter(pk=asked).first() if asked.isdecimal() else one.office
    try:
        refuse_self(request, one)
        refuse_unless(request.actor, ADMINISTRATORS)
        if not may_manage(request.user.office, office):
            raise Refusal("{office} is looked after by its own administrator.", office=office.name if office else "—")
        if not chosen:
            raise Refusal("Choose at least one role, or close the account.")
        operations.change_roles(account=one.pk, roles=chosen, office=office, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("The roles were changed; they count from the next request on."))
    return redirect("officer", pk=pk)


def refuse_self(request: OfficerRequest, one: Account) -> None:
    """Nobody grants themselves a role (三员分立)."""
    if one.pk == request.user.pk:
        raise Refusal("Nobody changes their own roles or gives themselves a first password. Ask another administrator.")


@login_required
@require_POST
@never_cache
def first_password(request: OfficerRequest, pk: int) -> HttpResponse:
    """Shown once on this very page, and kept nowhere in clear."""
    one = account_or_404(request, pk)
    password = "".join(secrets.choice(LETTERS) for _place in range(14))
    try:
        refuse_self(request, one)
        operations.set_first_password(account=one.pk, password=password, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("officer", pk=pk)
    return shown(request, account_or_404(request, pk), password=password)


@login_required
@require_POST
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    one = account_or_404(request, pk)
    try:
        if not one.is_active and (pair := clash(frozenset(one.roles))):
            raise Refusal("The account holds two roles that exclude each other: {roles}.", roles="、".join(role_names(sorted(pair))))
        operations.close_account(account=one.pk, is_open=not one.is_active, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("officer", pk=pk)
