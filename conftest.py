"""The tests talk to a real PostgreSQL as the site's own role; one Chromium serves every browser test of a worker."""

from gongdun.site.browser import browser, context, page
from gongdun.site.testing import django_db_setup

__all__ = ["browser", "context", "django_db_setup", "page"]
