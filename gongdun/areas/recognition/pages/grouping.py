"""申请表 in the order of the paper, for the counter and the portal."""

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from gongdun.desk.pages.filling import Filling


def groups(form: Filling) -> list[tuple[str, list[BoundField]]]:
    """The form in the order of the paper: who applies, whom it happened to, what happened, what the hospital says, and what is counted later."""
    named = (
        (_("Who applies"), ("applicant_kind", "applicant_name", "phone")),
        (_("The injured worker"), ("worker_name", "identity", "occupation")),
        (_("The unit"), ("uscc", "employer_name", "employer_phone", "responsibility", "host_employer_name")),
        (_("What happened"), ("claimed_item", "injured_at", "place", "told", "witnesses")),
        (_("What the hospital says"), ("hospital", "diagnosed_at", "diagnosis", "diagnosis_codes", "injured_parts", "died_at")),
        (_("Counted later (GB 6441)"), ("accident_type", "accident_cause")),
    )
    return [(title, [form[name] for name in names]) for title, names in named]
