"""Pages of the area: applications, one matter's way to its conclusion, sessions with their panels."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.assessment.pages.parts import assessment_part
from gongdun.areas.assessment.pages.sheets import sheet_lists
from gongdun.desk.menu import MenuItem

__all__ = ["matter_parts", "menu", "sheet_lists"]

READERS = frozenset({"intake_clerk", "reviewer", "approver", "director"})

menu = [
    MenuItem("areas", _("Assessment"), "assessments", roles=READERS, order=44),
    MenuItem("areas", _("Assessment sessions"), "assessment_sessions", roles=READERS, order=46),
]

matter_parts = {"assessment": assessment_part}
