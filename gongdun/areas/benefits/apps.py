from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenefitsConfig(AppConfig):
    name = "gongdun.areas.benefits"
    verbose_name = _("Benefits")
    label = "benefits"
