"""Pages of the area: applications, one matter's evidence and decisions, meetings, and the portal of workers and employers."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.recognition.pages.parts import recognition_part
from gongdun.areas.recognition.pages.sheets import sheet_lists
from gongdun.desk.menu import MenuItem

__all__ = ["matter_parts", "menu", "sheet_lists"]

READERS = frozenset({"intake_clerk", "investigator", "reviewer", "approver", "director"})

menu = [
    MenuItem("areas", _("Recognition"), "recognitions", roles=READERS, order=40),
    MenuItem("areas", _("Difficult matters"), "meetings", roles=READERS, order=42),
]

matter_parts = {"recognition": recognition_part}
