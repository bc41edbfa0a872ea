"""What recognition owns: applications, the evidence on each element, decisions and their challenges, meetings on difficult matters."""

from gongdun.areas.recognition.models.applications import AccidentReport, Application, Extension
from gongdun.areas.recognition.models.decisions import Challenge, Decision
from gongdun.areas.recognition.models.evidence import ElementFinding, Record, Suspension
from gongdun.areas.recognition.models.meetings import Discussion, Meeting

__all__ = [
    "AccidentReport",
    "Application",
    "Challenge",
    "Decision",
    "Discussion",
    "ElementFinding",
    "Extension",
    "Meeting",
    "Record",
    "Suspension",
]
