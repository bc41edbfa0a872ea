"""文书 — the engines that render a document's tree: Word file, PDF, plain text. Plain values in and out, no models."""

from gongdun.desk.documents.amounts import capitals, yuan
from gongdun.desk.documents.portable import pdf
from gongdun.desk.documents.word import docx
from gongdun.kernel.documents import text

__all__ = ["capitals", "docx", "pdf", "text", "yuan"]
