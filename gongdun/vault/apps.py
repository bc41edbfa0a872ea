from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "gongdun.vault"
    label = "vault"
