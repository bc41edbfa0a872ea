"""Row scopes: PostgreSQL itself holds who sees which row (design: three scopes)."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        enable_scope("registry_employer"),
        enable_scope("registry_worker"),
        enable_scope("registry_institution", party=True),
    ]
