"""Pages of the plan: the board, a measure, the rows of a figure."""

from django.utils.translation import gettext_lazy as _

from gongdun.desk.menu import MenuItem

menu = [MenuItem("plan", _("Board"), "board", order=10)]
