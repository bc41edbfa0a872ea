"""Row scopes of the schools' rosters: a school reads and writes the rows of its own party, nothing else."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0005_schools_rosters")]

    operations = [enable_scope(f"enrolment_{table}", party=True) for table in ("schoolterm", "placement")]
