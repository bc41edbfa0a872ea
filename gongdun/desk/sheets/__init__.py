"""表格 — sheets from forms: template, reading, preview, the user's own workbook annotated, export. Plain values in and out, no models."""

from gongdun.desk.sheets.annotating import annotate
from gongdun.desk.sheets.exporting import Origin, export
from gongdun.desk.sheets.files import Limits, SheetRefused
from gongdun.desk.sheets.previewing import Known, Preview, Row, Status, preview
from gongdun.desk.sheets.reading import Table, read
from gongdun.desk.sheets.templates import template

__all__ = [
    "Known",
    "Limits",
    "Origin",
    "Preview",
    "Row",
    "SheetRefused",
    "Status",
    "Table",
    "annotate",
    "export",
    "preview",
    "read",
    "template",
]
