from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentConfig(AppConfig):
    name = "gongdun.areas.enrolment"
    verbose_name = _("Cover")
    label = "enrolment"
