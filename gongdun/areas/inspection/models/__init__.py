"""What inspection owns: lists and base reports; draws with their units and recusals; what follows a lead."""

from gongdun.areas.inspection.models.draws import Draw, DrawUnit, Recusal
from gongdun.areas.inspection.models.followups import Audit, RollBackWarning, Verification
from gongdun.areas.inspection.models.lists import BaseReport, ListRow, UninsuredList

__all__ = [
    "Audit",
    "BaseReport",
    "Draw",
    "DrawUnit",
    "ListRow",
    "Recusal",
    "RollBackWarning",
    "UninsuredList",
    "Verification",
]
