"""Row scopes: PostgreSQL itself holds who sees which row (design: three scopes)."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        enable_scope("desk_matter", party=True),
        enable_scope("desk_matterevent", party=True),
        enable_scope("desk_materialitem", party=True),
        enable_scope("desk_lead"),
        enable_scope("desk_verdict"),
        enable_scope("desk_suppression"),
        enable_scope("desk_issueddocument", party=True),
        enable_scope("desk_servicereceipt", party=True),
        enable_scope("desk_attachment", party=True),
        enable_scope("desk_sheetimport"),
    ]
