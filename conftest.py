"""The tests talk to a real PostgreSQL as the site's own role (see gongdun/site/testing.py)."""

from gongdun.site.testing import django_db_setup

__all__ = ["django_db_setup"]
