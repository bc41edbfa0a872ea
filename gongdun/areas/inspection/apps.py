from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "gongdun.areas.inspection"
    label = "inspection"
