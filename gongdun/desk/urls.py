"""The desk's addresses."""

from django.urls import include, path

from gongdun.desk.pages import cover, file, journal, leads, leads_rules, matter, papers, search, tools, worklist

urlpatterns = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/next/", worklist.next_matter, name="next_matter"),
    path("worklist/assign/", worklist.assign, name="assign"),
    path("matters/<int:pk>/", matter.matter, name="matter"),
    path("matters/<int:pk>/moves/<str:name>/", matter.move, name="move"),
    path("matters/<int:pk>/notes/", matter.note, name="note"),
    path("matters/<int:pk>/materials/", file.check_materials, name="check_materials"),
    path("matters/<int:pk>/receipt/", file.receipt, name="give_receipt"),
    path("matters/<int:pk>/attachments/", file.attach, name="attach"),
    path("matters/<int:pk>/hand-over/", file.hand_over, name="hand_over_matter"),
    path("matters/<int:pk>/documents/", papers.draft, name="draft_document"),
    path("attachments/<int:pk>/", file.attachment, name="attachment"),
    path("workers/<int:pk>/reveal/", file.reveal, name="reveal_number"),
    path("documents/", papers.register, name="register"),
    path("documents/<int:pk>/", papers.document, name="document"),
    path("documents/<int:pk>/issue/", papers.issue, name="issue_document"),
    path("documents/<int:pk>/discard/", papers.discard, name="discard_document"),
    path("documents/<int:pk>/preview/<str:form>/", papers.preview, name="preview_document"),
    path("documents/<int:pk>/download/", papers.download, name="download_document"),
    path("documents/<int:pk>/void/", papers.void, name="void_document"),
    path("documents/<int:pk>/service/", papers.serve, name="serve_document"),
    path("drafts/<str:subject>/", tools.keep_draft, name="keep_draft"),
    path("phrases/", tools.phrases, name="phrases"),
    path("filters/<str:page>/", tools.keep_filter, name="keep_filter"),
    path("journal/", journal.journal, name="journal"),
    path("leave-cover/", cover.cover, name="leave_cover"),
    path("leads/", leads.leads, name="leads"),
    path("leads/dismiss/", leads.dismiss, name="dismiss_leads"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/reopen/", leads.reopen, name="reopen_lead"),
    path("rules/", leads_rules.rules, name="rules"),
    path("rules/<str:area>/<str:name>/", leads_rules.rule, name="rule"),
    path("search/", search.search, name="search"),
    path("", include("gongdun.desk.sheet_urls")),
]
