"""Row scopes of draws, audits, verifications, warnings and overpayments."""

from django.db import migrations

from gongdun.vault.migration import enable_scope

TABLES = ("draw", "drawunit", "recusal", "audit", "verification", "rollbackwarning")


class Migration(migrations.Migration):
    dependencies = [("inspection", "0003_enrolment_followups"), ("vault", "0001_initial")]

    operations = [enable_scope(f"inspection_{table}") for table in TABLES]
