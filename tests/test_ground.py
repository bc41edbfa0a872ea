"""The ground the tests stand on."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_site_talks_to_postgresql_as_a_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = current_user)")
        assert cursor.fetchone() == (0,)
