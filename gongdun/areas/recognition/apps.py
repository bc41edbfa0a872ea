from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "gongdun.areas.recognition"
    label = "recognition"
