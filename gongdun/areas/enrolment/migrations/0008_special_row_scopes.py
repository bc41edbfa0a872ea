"""Row scopes of the persons on a campaign's real-name lists."""

from django.db import migrations

from gongdun.vault.migration import enable_scope


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0007_special_campaign_lists")]

    operations = [enable_scope("enrolment_campaignperson")]
