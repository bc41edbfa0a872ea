"""Django's settings. They import without a database and without secrets, so that checks and types need neither."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from gongdun.site import oidc
from gongdun.site.home import home, secret
from gongdun.site.postgres.addresses import django_database, owner_url, site_url

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = secret("django")  # empty until the first start made it; Django then refuses to sign anything
DEBUG = False
ALLOWED_HOSTS = os.environ.get("GONGDUN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DEMO = os.environ.get("GONGDUN_DEMO") == "1"
DEVELOP = os.environ.get("GONGDUN_DEVELOP") == "1"

# Found by their folders: a new area edits no list.
AREAS = sorted(path.parent.name for path in (PACKAGE / "areas").glob("*/apps.py"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
    "template_partials",
    "gongdun.vault",
    "gongdun.registry",
    "gongdun.desk",
    *(f"gongdun.areas.{area}" for area in AREAS),
    "gongdun.plans",
    "gongdun.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongdun.site.security.ContentSecurityPolicy",
    "gongdun.site.security.BusinessDate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongdun.site.language.ChineseFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "gongdun.site.security.IdleSignOut",
    "gongdun.site.scoping.RequestScope",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongdun.site.security.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongdun.site.urls"
WSGI_APPLICATION = "gongdun.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongdun.site.frame.frame",
            ],
        },
    }
]

DATABASES = {"default": django_database(owner_url() if os.environ.get("GONGDUN_AS_OWNER") == "1" else site_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if OIDC := oidc.settings_from(os.environ):
    INSTALLED_APPS.append("mozilla_django_oidc")
    AUTHENTICATION_BACKENDS.append("gongdun.site.oidc_backend.CityIdentity")
    globals().update(OIDC)
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "site/locked_out.html"
AXES_RESET_ON_SUCCESS = True
OTP_TOTP_ISSUER = "Gongdun"
IDLE_SECONDS = 30 * 60

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
BEHIND_TLS = os.environ.get("GONGDUN_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = sorted({str(path.parent.parent.parent) for path in PACKAGE.glob("**/locale/zh_Hans/LC_MESSAGES/django.po")})
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = home() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": home() / "files"}},
    # Developing and testing serve the files as they lie; an installation collects them first, named by their digest.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOP
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOP
SILENCED_SYSTEM_CHECKS: list[str] = []
FONT_DIRS = [Path(folder) for folder in os.environ.get("GONGDUN_FONT_DIRS", "").split(os.pathsep) if folder]
LAKE = home() / "lake"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
