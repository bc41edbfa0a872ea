"""Pages of the area: the legal training of measure 32."""

from django.utils.translation import gettext_lazy as _

from gongdun.desk.menu import MenuItem

ROLES = frozenset({"reviewer", "director", "supervisor", "intake_clerk", "approver"})

menu = [MenuItem("areas", _("Legal training"), "legal_training", roles=ROLES, order=70)]
