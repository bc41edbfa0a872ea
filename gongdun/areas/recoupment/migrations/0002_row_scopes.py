"""Row scopes: PostgreSQL itself holds who sees which row."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("recoupment", "0001_initial"), ("vault", "0001_initial")]

    operations = [enable_scope("recoupment_trainingsession"), enable_scope("recoupment_trainingresult")]
