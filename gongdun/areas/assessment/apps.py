from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "gongdun.areas.assessment"
    label = "assessment"
