"""登录 — password, then the one-time code where the role asks for it. Nobody is signed in before both were right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import load_backend, login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login as verify_session
from django_otp import match_token, user_has_device
from django_otp.models import Device

from gongdun.desk.templatetags.look import and_list
from gongdun.kernel.roles import ROLES
from gongdun.registry.models import Account
from gongdun.site.frame import office_name
from gongdun.site.pages import codes

PENDING = "pending_sign_in"
PENDING_SECONDS = 10 * 60
WRONG_CODE = _("The code is not right, or was already used. Wait for the next one.")


def code_widget() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "mono", "maxlength": 12})


class SignInForm(AuthenticationForm):
    """The code may come along with the password; who must give one and did not is asked on the next page."""

    error_messages = {
        "invalid_login": _("The username or the password is not right. Both distinguish capitals."),
        "inactive": _("This account is closed. Ask the administrator of your office."),
    }
    code = forms.CharField(label=_("One-time code"), required=False, max_length=12, strip=True, widget=code_widget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Username")
        self.fields["password"].label = _("Password")
        self.fields["code"].widget.attrs["placeholder"] = _("6 digits")
        self.label_suffix = ""


class CodeForm(forms.Form):
    code = forms.CharField(label=_("One-time code"), max_length=12, strip=True, widget=code_widget())

    def __init__(self, account: Account, *args: Any, device: Device | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.account, self.device = account, device
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        right = self.device.verify_token(code) if self.device else match_token(self.account, code)
        if not right:
            raise forms.ValidationError(WRONG_CODE)
        self.device = self.device or right
        return code


@dataclass(frozen=True)
class Pending:
    """Someone whose password was right and whose code is awaited."""

    account: Account
    following: str


class SignIn(LoginView):
    template_name = "site/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, str]:
        return {"username": self.request.GET.get("username", "")}

    def get_context_data(self, **extra: Any) -> dict[str, object]:
        return super().get_context_data(
            demo_accounts=demo_accounts() if settings.DEMO else (), has_oidc=bool(settings.OIDC), failure_limit=settings.AXES_FAILURE_LIMIT,
            lock_minutes=round(settings.AXES_COOLOFF_TIME * 60), idle_minutes=settings.IDLE_SECONDS // 60, **extra,
        )  # fmt: skip

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        account = form.get_user()
        if not codes.asks_code(account):
            return super().form_valid(form)
        code = form.cleaned_data["code"]
        if code and (device := match_token(account, code)):
            return enter(self.request, Pending(account, self.get_success_url()), device)
        remember(self.request, account, self.get_success_url())
        return redirect("sign_in_code" if user_has_device(account) else "sign_in_device")


@dataclass(frozen=True)
class DemoAccount:
    username: str
    name: str
    office: str
    does: str


def demo_accounts() -> list[DemoAccount]:
    """What the demo's sign-in page offers. Only the synthetic city shows its accounts."""
    found = Account.objects.filter(is_active=True).select_related("office").order_by("pk")
    return [DemoAccount(one.username, str(one), office_name(one), titles(one)) for one in found]


def remember(request: HttpRequest, account: Account, following: str) -> None:
    request.session[PENDING] = signing.dumps({"account": account.pk, "backend": account.backend, "next": following}, salt=PENDING)


def pending(request: HttpRequest) -> Pending | None:
    """Who is half signed in; after ten minutes nobody."""
    try:
        said = signing.loads(request.session.get(PENDING, ""), salt=PENDING, max_age=PENDING_SECONDS)
    except signing.BadSignature:
        return None
    account = load_backend(said["backend"]).get_user(said["account"])
    if account is None:
        return None
    account.backend = said["backend"]
    return Pending(account, said["next"])


def enter(request: HttpRequest, who: Pending, device: Device) -> HttpResponseRedirect:
    request.session.pop(PENDING, None)
    login(request, who.account, backend=who.account.backend)
    verify_session(request, device)
    return HttpResponseRedirect(who.following or resolve_url(settings.LOGIN_REDIRECT_URL))


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step, for an account with a device."""
    who = pending(request)
    if who is None or not user_has_device(who.account):
        return redirect("login")
    form = CodeForm(who.account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return enter(request, who, form.device)
    return render(request, "site/sign_in_code.html", {"form": form, "account": who.account})


@never_cache
@require_http_methods(["GET", "POST"])
def first_device(request: HttpRequest) -> HttpResponse:
    """The second step, for an account whose role needs codes and that has no device yet."""
    who = pending(request)
    if who is None or user_has_device(who.account):
        return redirect("login")
    device = codes.waiting_device(who.account)
    form = CodeForm(who.account, request.POST or None, device=device)
    if request.method == "POST" and form.is_valid():
        made = codes.confirm(who.account, device)
        following = enter(request, who, device).url
        return render(request, "site/recovery_codes.html", {"codes": made, "following": following})
    return render(request, "site/sign_in_device.html", {"form": form, "account": who.account, "enrolment": codes.enrolment(device)})


def titles(account: Account) -> str:
    """What an account can do, by its roles, in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    return and_list([ROLES[role].title.text(language) for role in account.roles])
