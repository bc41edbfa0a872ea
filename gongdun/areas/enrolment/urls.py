"""Addresses of the area."""

from django.urls import path

from gongdun.areas.enrolment.pages import campaigns, cover, intake, projects, schools, single

urlpatterns = [
    path("cover/", cover.cover, name="cover"),
    path("cover/take/", cover.take, name="take_cover"),
    path("cover/employers/<int:pk>/", cover.employer, name="employer_cover"),
    path("cover/stop/", campaigns.stop, name="stop_cover"),
    path("cover/stop/<int:pk>/refund/", campaigns.refund, name="refund_cover"),
    path("cover/letters/<int:pk>/", campaigns.letter, name="enrolment_letter"),
    path("cover/single/", single.single_covers, name="single_covers"),
    path("cover/single/open/", single.open_single, name="open_single"),
    path("cover/single/<int:pk>/remove/", single.remove, name="remove_person"),
    path("cover/single/<int:pk>/file/", single.application_file, name="application_file"),
    path("cover/projects/", projects.projects, name="projects"),
    path("cover/projects/<int:pk>/extension/", projects.extension, name="project_extension"),
    path("cover/intake/", intake.intake, name="intake_checks"),
    path("cover/intake/<int:pk>/", intake.check, name="check_intake"),
    path("schools/", schools.school_rosters, name="school_rosters"),
    path("schools/open/", schools.open_term, name="open_term"),
    path("schools/template/", schools.roster_template, name="roster_template"),
    path("schools/<int:pk>/roster/", schools.hand_in, name="hand_in_roster"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/open/", campaigns.open_campaign, name="open_campaign"),
    path("campaigns/units/<int:pk>/", campaigns.unit, name="campaign_unit"),
    path("campaigns/units/<int:pk>/check/", campaigns.check, name="check_unit"),
    path("campaigns/persons/<int:pk>/clear/", campaigns.clear, name="clear_person"),
]
