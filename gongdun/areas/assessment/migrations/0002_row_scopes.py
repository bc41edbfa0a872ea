"""Row scopes: PostgreSQL itself holds who sees which row (design: three scopes)."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        enable_scope("assessment_application", party=True),
        enable_scope("assessment_classification", party=True),
        enable_scope("assessment_expert"),
        enable_scope("assessment_session"),
        enable_scope("assessment_panel"),
        enable_scope("assessment_panelmember"),
        enable_scope("assessment_seat", party=True),
        enable_scope("assessment_opinion", party=True),
        enable_scope("assessment_conclusion", party=True),
    ]
