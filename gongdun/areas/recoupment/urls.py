"""Addresses of the area."""

from django.urls import path

from gongdun.areas.recoupment.pages import training

urlpatterns = [
    path("legal-training/", training.training, name="legal_training"),
    path("legal-training/hold/", training.hold, name="hold_training"),
    path("legal-training/<int:pk>/scores/", training.scores, name="training_scores"),
]
