from django.apps import AppConfig


class RecoupmentConfig(AppConfig):
    name = "gongdun.areas.recoupment"
    label = "recoupment"
