from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "gongdun.plans"
    label = "plans"
