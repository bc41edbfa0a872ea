"""The desk's addresses."""

from django.urls import include, path

from gongdun.desk.pages import leads, leads_rules, matter, search, worklist

urlpatterns = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/next/", worklist.next_matter, name="next_matter"),
    path("worklist/assign/", worklist.assign, name="assign"),
    path("matters/<int:pk>/", matter.matter, name="matter"),
    path("matters/<int:pk>/moves/<str:name>/", matter.move, name="move"),
    path("matters/<int:pk>/notes/", matter.note, name="note"),
    path("leads/", leads.leads, name="leads"),
    path("leads/dismiss/", leads.dismiss, name="dismiss_leads"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/reopen/", leads.reopen, name="reopen_lead"),
    path("rules/", leads_rules.rules, name="rules"),
    path("rules/<str:area>/<str:name>/", leads_rules.rule, name="rule"),
    path("search/", search.search, name="search"),
    path("", include("gongdun.desk.sheet_urls")),
]
