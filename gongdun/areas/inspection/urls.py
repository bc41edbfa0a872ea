"""Addresses of the area."""

from django.urls import path

from gongdun.areas.inspection.pages import lists, papers, reports

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
]
