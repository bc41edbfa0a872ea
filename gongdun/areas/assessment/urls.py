"""Addresses of the area."""

from django.urls import path

from gongdun.areas.assessment.pages import acts, lists, portal

urlpatterns = [
    path("assessment/", lists.assessments, name="assessments"),
    path("assessment/new/", lists.apply, name="apply_for_assessment"),
    path("assessment/experts/", lists.experts, name="assessment_experts"),
    path("assessment/experts/<int:pk>/", lists.release, name="release_expert"),
    path("assessment/figures/", lists.figures, name="assessment_figures"),
    path("assessment/<int:pk>/signs/", acts.sign, name="assessment_sign"),
    path("assessment/sessions/", lists.sessions, name="assessment_sessions"),
    path("assessment/sessions/new/", lists.hold, name="hold_session"),
    path("assessment/sessions/<int:pk>/pool/", lists.freeze, name="freeze_experts"),
    path("assessment/panels/<int:pk>/draw/", lists.draw, name="draw_panel"),
    path("assessment/panels/<int:pk>/recuse/<int:expert>/", lists.recuse, name="recuse_expert"),
    path("assessment/<int:pk>/materials/", acts.arrived, name="assessment_materials"),
    path("assessment/<int:pk>/subject/", acts.subject, name="assessment_subject"),
    path("assessment/<int:pk>/simple/", acts.simple, name="assessment_simple"),
    path("assessment/<int:pk>/seat/", acts.seat, name="assessment_seat"),
    path("assessment/<int:pk>/came/", acts.came, name="assessment_came"),
    path("assessment/<int:pk>/opinion/", acts.opinion, name="assessment_opinion"),
    path("assessment/<int:pk>/service/", acts.serve, name="assessment_service"),
    path("assessment/<int:pk>/reassessment/", acts.reassessment, name="assessment_reassessment"),
    path("assessment/<int:pk>/province/", acts.province, name="assessment_province"),
    path("injury/assessment/", portal.apply, name="portal_assess"),
    path("injury/assessment/<int:pk>/", portal.follow, name="portal_assessment"),
    path("injury/assessment/<int:pk>/supplement/", portal.supplement, name="portal_assessment_supplement"),
    path("injury/assessment/<int:pk>/documents/<int:document>/", portal.document, name="portal_assessment_document"),
]
