"""表格 — from a form to a workbook and back: template, read, preview, annotate, export. Plain values in, bytes out; nothing is saved here."""

from gongdun.desk.sheets.annotating import annotate
from gongdun.desk.sheets.exporting import export
from gongdun.desk.sheets.guards import digest
from gongdun.desk.sheets.previews import Counts, Judge, Judgement, Preview, PreviewRow, RowProblem, Standing, preview
from gongdun.desk.sheets.reading import Table, TableRow, read
from gongdun.desk.sheets.templating import template

__all__ = [
    "Counts",
    "Judge",
    "Judgement",
    "Preview",
    "PreviewRow",
    "RowProblem",
    "Standing",
    "Table",
    "TableRow",
    "annotate",
    "digest",
    "export",
    "preview",
    "read",
    "template",
]
