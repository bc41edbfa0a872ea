from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gongdun.desk"
    label = "desk"
