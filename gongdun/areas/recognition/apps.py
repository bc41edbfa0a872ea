from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    name = "gongdun.areas.recognition"
    verbose_name = _("Work-injury recognition")
    label = "recognition"
