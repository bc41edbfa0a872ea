"""文书 — a letter's tree as an office file, as a PDF and as plain text; all three say the same."""

from gongdun.desk.documents.kinds import KINDS
from gongdun.desk.documents.office import docx
from gongdun.desk.documents.plain import text
from gongdun.desk.documents.printing import pdf

__all__ = ["KINDS", "docx", "pdf", "text"]
