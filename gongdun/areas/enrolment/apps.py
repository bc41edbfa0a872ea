from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "gongdun.areas.enrolment"
    label = "enrolment"
