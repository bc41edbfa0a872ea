"""The site's addresses with those of an identity provider, for the test that turns one on."""

from django.urls import include, path

from gongdun.site.urls import handler400, handler403, handler404, handler500
from gongdun.site.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500"]
urlpatterns = [*site, path("oidc/", include("mozilla_django_oidc.urls"))]
