from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionConfig(AppConfig):
    name = "gongdun.areas.inspection"
    verbose_name = _("Inspection and audit")
    label = "inspection"
