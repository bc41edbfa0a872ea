"""本人账号 — password, one-time code device, and how large and how plain the pages are drawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as verify_session
from django_otp import user_has_device

from gongdun.site import accounts
from gongdun.site.business_date import now
from gongdun.site.frame import CONTRASTS, TEXT_SIZES
from gongdun.site.pages import codes
from gongdun.site.pages.sign_in import CodeForm
from gongdun.site.requests import OfficerRequest

YEAR = 365 * 24 * 3600
DISPLAY = {"text": TEXT_SIZES, "contrast": CONTRASTS}


class NewPasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": gettext_lazy("The password now in use is not right."),
        "password_mismatch": gettext_lazy("The two new passwords differ."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["old_password"].label = _("Password now in use")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _("At least 10 characters, not only digits, not a common word, not your name.")
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password2"].help_text = ""


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: OfficerRequest) -> HttpResponse:
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.change_password(account=request.user, password=form.cleaned_data["new_password1"], now=now(), actor=request.actor)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("The password is changed. Other sessions of this account were signed out."))
        return redirect("home")
    return render(request, "site/password.html", {"form": form})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def device(request: OfficerRequest) -> HttpResponse:
    """Register a device, replace it, or make new recovery codes."""
    if request.method == "POST" and "recovery" in request.POST and user_has_device(request.user):
        made = codes.new_recovery_codes(request.user)
        accounts.note_device(account=request.user, what="new_recovery_codes", now=now(), actor=request.actor)
        return render(request, "site/recovery_codes.html", {"codes": made, "following": resolve_url("code_device")})
    waiting = codes.waiting_device(request.user)
    form = CodeForm(request.user, request.POST or None, device=waiting)
    if request.method == "POST" and form.is_valid():
        made = codes.confirm(request.user, waiting)
        verify_session(request, waiting)
        accounts.note_device(account=request.user, what="register_device", now=now(), actor=request.actor)
        return render(request, "site/recovery_codes.html", {"codes": made, "following": resolve_url("home")})
    context = {"form": form, "enrolment": codes.enrolment(waiting), "has_device": user_has_device(request.user)}
    return render(request, "site/device.html", context | {"codes_left": codes.recovery_codes_left(request.user)})


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Large type, high contrast: kept in the browser, so that the public pages have them too."""
    following = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure()):
        following = resolve_url("home")
    response = redirect(following)
    for name, allowed in DISPLAY.items():
        if (chosen := request.POST.get(name)) in allowed:
            response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response
