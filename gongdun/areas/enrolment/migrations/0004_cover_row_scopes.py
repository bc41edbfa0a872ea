"""Row scopes: PostgreSQL itself holds who sees which row (design: three scopes)."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0003_cover_models")]

    operations = [enable_scope(f"enrolment_{table}") for table in ("singlecover", "coverperson", "project", "projectworker", "intakecheck")]
