"""Row scopes: PostgreSQL itself holds who sees which row (design: three scopes)."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        enable_scope("recognition_record", party=True),
        enable_scope("recognition_elementfinding", party=True),
        enable_scope("recognition_suspension", party=True),
        enable_scope("recognition_accidentreport", party=True),
        enable_scope("recognition_application", party=True),
        enable_scope("recognition_extension", party=True),
        enable_scope("recognition_decision", party=True),
        enable_scope("recognition_challenge", party=True),
        enable_scope("recognition_meeting"),
        enable_scope("recognition_discussion"),
    ]
