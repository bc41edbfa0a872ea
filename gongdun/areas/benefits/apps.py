from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "gongdun.areas.benefits"
    label = "benefits"
