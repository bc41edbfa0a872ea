"""Addresses of the area."""

from django.urls import path

from gongdun.areas.recognition.pages import acts, lists, meetings, portal

urlpatterns = [
    path("recognition/", lists.recognitions, name="recognitions"),
    path("recognition/new/", lists.apply, name="apply_for_recognition"),
    path("recognition/reports/", lists.reports, name="accident_reports"),
    path("recognition/extensions/", lists.extensions, name="application_extensions"),
    path("recognition/quality/", lists.quality, name="recognition_quality"),
    path("recognition/<int:pk>/signs/", acts.sign, name="recognition_sign"),
    path("recognition/<int:pk>/identity/", acts.identity, name="recognition_identity"),
    path("recognition/<int:pk>/materials/", acts.arrived, name="recognition_materials"),
    path("recognition/<int:pk>/lost-time/", acts.lost_time, name="recognition_lost_time"),
    path("recognition/<int:pk>/records/", acts.record, name="recognition_record"),
    path("recognition/<int:pk>/elements/<slug:name>/", acts.element, name="recognition_element"),
    path("recognition/<int:pk>/article/", acts.article, name="recognition_article"),
    path("recognition/<int:pk>/service/", acts.serve, name="recognition_service"),
    path("recognition/<int:pk>/challenges/", acts.challenge, name="recognition_challenge"),
    path("recognition/<int:pk>/bundle/", acts.bundle, name="recognition_bundle"),
    path("recognition/meetings/", meetings.meetings, name="meetings"),
    path("recognition/meetings/new/", meetings.hold, name="hold_meeting"),
    path("recognition/discussions/<int:pk>/", meetings.conclude, name="conclude_discussion"),
    path("injury/", portal.start, name="portal"),
    path("injury/report/", portal.report, name="portal_report"),
    path("injury/apply/", portal.apply, name="portal_apply"),
    path("injury/file/", portal.follow, name="portal_file"),
    path("injury/file/supplement/", portal.supplement, name="portal_supplement"),
    path("injury/file/documents/<int:pk>/", portal.document, name="portal_document"),
    path("injury/leave/", portal.leave, name="portal_leave"),
]
