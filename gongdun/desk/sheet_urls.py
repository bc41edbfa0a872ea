"""Addresses of sheets, of the register and of the months' files."""

from django.urls import path

from gongdun.desk.pages import deliveries, officers, parties, registers, sheets, snapshots

urlpatterns = [
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<str:sheet>/", sheets.sheet_list, name="sheet_list"),
    path("sheets/<str:sheet>/template/", sheets.sheet_template, name="sheet_template"),
    path("sheets/<str:sheet>/upload/", sheets.sheet_upload, name="sheet_upload"),
    path("sheets/<str:sheet>/export/", sheets.sheet_export, name="sheet_export"),
    path("sheets/<str:sheet>/row/", sheets.sheet_row, name="sheet_row"),
    path("sheet-imports/<int:pk>/", sheets.sheet_import, name="sheet_import"),
    path("sheet-imports/<int:pk>/take/", sheets.sheet_take, name="sheet_take"),
    path("sheet-imports/<int:pk>/undo/", sheets.sheet_undo, name="sheet_undo"),
    path("sheet-imports/<int:pk>/annotated/", sheets.sheet_annotated, name="sheet_annotated"),
    path("registers/", registers.registers, name="registers"),
    path("registers/areas/", registers.areas, name="areas"),
    path("registers/offices/", registers.offices, name="offices"),
    path("registers/employers/", registers.employers, name="employers"),
    path("registers/employers/<int:pk>/", parties.employer, name="employer"),
    path("registers/workers/", registers.workers, name="workers"),
    path("registers/workers/<int:pk>/", parties.worker, name="worker"),
    path("registers/institutions/", registers.institutions, name="institutions"),
    path("registers/industries/", registers.industries, name="industries"),
    path("registers/codes/", registers.codes, name="codes"),
    path("registers/officers/", officers.officers, name="officers"),
    path("registers/officers/<int:pk>/", officers.officer, name="officer"),
    path("registers/officers/<int:pk>/roles/", officers.roles, name="officer_roles"),
    path("registers/officers/<int:pk>/password/", officers.first_password, name="officer_password"),
    path("registers/officers/<int:pk>/close/", officers.close, name="officer_close"),
    path("months/", snapshots.months, name="months"),
    path("months/contracts/<str:table>/", snapshots.contract, name="contract"),
    path("months/contracts/<str:table>/template/", snapshots.contract_template, name="contract_template"),
    path("months/<str:month>/", snapshots.month, name="month"),
    path("months/<str:month>/upload/", deliveries.upload, name="deliver"),
    path("months/<str:month>/compare/", deliveries.compare, name="compare_month"),
    path("months/<str:month>/progress/", deliveries.progress, name="comparison_progress"),
    path("deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path("deliveries/<int:pk>/rejects/", deliveries.rejects, name="delivery_rejects"),
]
