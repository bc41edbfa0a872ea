"""Addresses of the area."""

from django.urls import path

from gongdun.areas.inspection.pages import draws, followups, lists, papers, reports

urlpatterns = [
    path("lists/", lists.lists, name="uninsured_lists"),
    path("lists/build/", lists.build, name="build_list"),
    path("lists/<int:pk>/rows/", lists.rows, name="list_rows"),
    path("lists/<int:pk>/rows/<int:position>/", lists.record, name="record_finding"),
    path("lists/<int:pk>/workbook/", papers.workbook, name="list_workbook"),
    path("lists/<int:pk>/upload/", papers.upload, name="upload_findings"),
    path("referrals/<int:pk>/", papers.letter, name="referral_letter"),
    path("base-reports/", reports.reports, name="base_reports"),
    path("base-reports/new/", reports.new_report, name="new_base_report"),
    path("follow/", followups.follow, name="follow_lead"),
    path("follow/<int:pk>/record/", followups.record, name="record_followup"),
    path("letters/<int:pk>/", followups.letter, name="inspection_letter"),
    path("draws/", draws.draws, name="draws"),
    path("draws/freeze/", draws.freeze, name="freeze_pool"),
    path("draws/<int:pk>/", draws.draw, name="draw"),
    path("draws/<int:pk>/draw/", draws.draw_now, name="draw_units"),
    path("draws/<int:pk>/audits/", draws.open_audits, name="open_audits"),
    path("draws/<int:pk>/file/", draws.file, name="draw_file"),
    path("draws/units/<int:pk>/recuse/", draws.recuse, name="recuse_auditor"),
]
