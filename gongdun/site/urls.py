"""Addresses. Each floor brings its own; the site only gathers them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from gongdun.site.pages import own_account, pattern_wall, patterns, public, sign_in, start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.home, name="home"),
    path("sign-in/", sign_in.SignIn.as_view(), name="login"),
    path("sign-in/code/", sign_in.code, name="sign_in_code"),
    path("sign-in/device/", sign_in.first_device, name="sign_in_device"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("account/password/", own_account.password, name="password_change"),
    path("account/device/", own_account.device, name="code_device"),
    path("language/", set_language, name="set_language"),
    path("display/", own_account.display, name="display"),
    path("estimate/", public.estimate, name="estimate"),
    path("due/", public.due_dates, name="due_dates"),
    path("keys/", start.keys, name="keys"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("patterns/list/", patterns.pattern_list, name="pattern_list"),
    path("patterns/wall/", pattern_wall.wall, name="pattern_wall"),
    path("patterns/reveal/", patterns.reveal, name="pattern_reveal"),
    path("patterns/draft/", patterns.draft, name="pattern_draft"),
    path("", include("gongdun.desk.urls")),
    *(
        path("", include(f"gongdun.areas.{area}.urls"))
        for area in settings.AREAS
        if (settings.PACKAGE / "areas" / area / "urls.py").exists()
    ),
    path("", include("gongdun.plans.urls")),
]

if settings.OIDC:
    urlpatterns.append(path("oidc/", include("mozilla_django_oidc.urls")))

handler400 = "gongdun.site.pages.errors.bad_request"
handler403 = "gongdun.site.pages.errors.denied"
handler404 = "gongdun.site.pages.errors.not_found"
handler500 = "gongdun.site.pages.errors.failed"
