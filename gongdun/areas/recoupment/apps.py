from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecoupmentConfig(AppConfig):
    name = "gongdun.areas.recoupment"
    verbose_name = _("Advance payment and recoupment")
    label = "recoupment"
