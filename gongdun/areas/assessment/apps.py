from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "gongdun.areas.assessment"
    verbose_name = _("Work-ability assessment")
    label = "assessment"
