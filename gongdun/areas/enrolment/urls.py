"""Addresses of the area."""

from django.urls import path

from gongdun.areas.enrolment.pages import campaigns, cover

urlpatterns = [
    path("cover/", cover.cover, name="cover"),
    path("cover/take/", cover.take, name="take_cover"),
    path("cover/employers/<int:pk>/", cover.employer, name="employer_cover"),
    path("cover/stop/", campaigns.stop, name="stop_cover"),
    path("cover/stop/<int:pk>/refund/", campaigns.refund, name="refund_cover"),
    path("cover/letters/<int:pk>/", campaigns.letter, name="enrolment_letter"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/open/", campaigns.open_campaign, name="open_campaign"),
    path("campaigns/units/<int:pk>/", campaigns.unit, name="campaign_unit"),
]
