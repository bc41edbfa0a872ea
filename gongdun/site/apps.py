from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "gongdun.site"
    label = "site"
