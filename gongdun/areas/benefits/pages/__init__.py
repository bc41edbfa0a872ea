"""Pages of the area: claims, the parameter desk, payment, the fund's books, monthly benefits, and what a matter's page shows of them."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.benefits.pages.parts import benefit_claim_part, overpayment_return_part
from gongdun.desk.menu import MenuItem

DETERMINERS = frozenset({"intake_clerk", "reviewer", "approver", "director", "finance_officer"})
AGENCY = frozenset({"agency"})
MONEY = frozenset({"finance_officer", "approver", "director"})

menu = [
    MenuItem("areas", _("Benefit claims"), "benefit_claims", roles=DETERMINERS, offices=AGENCY, order=60),
    MenuItem("areas", _("Monthly benefits"), "monthly_benefits", roles=DETERMINERS, offices=AGENCY, order=61),
    MenuItem("areas", _("Yearly rise"), "rises", roles=DETERMINERS, offices=AGENCY, order=62),
    MenuItem("areas", _("Payment"), "payments", roles=MONEY, offices=AGENCY, order=63),
    MenuItem("areas", _("Fund books"), "fund_books", roles=MONEY, offices=AGENCY, order=64),
    MenuItem("data", _("Parameter desk"), "parameter_desk", roles=DETERMINERS | {"audit_officer"}, offices=AGENCY, order=40),
]

matter_parts = {"benefit_claim": benefit_claim_part, "overpayment_return": overpayment_return_part}
