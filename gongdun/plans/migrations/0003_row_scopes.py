"""Row scopes: PostgreSQL itself holds who sees which row (design: three scopes)."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_plans_supervision"), ("vault", "0001_initial")]

    operations = [enable_scope("plans_typedfigure"), enable_scope("plans_evidence")]
