from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gongdun.registry"
    label = "registry"
