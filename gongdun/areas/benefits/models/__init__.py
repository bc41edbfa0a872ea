"""What benefits owns: local values, claims with their checks, the fund's books, payments, periodic benefits and overpayments."""

from gongdun.areas.benefits.models.books import MonthClose, Voucher, VoucherLine
from gongdun.areas.benefits.models.claims import Check, Claim, ClaimItem, Dependant, Notice
from gongdun.areas.benefits.models.overpayments import Instalment, Overpayment
from gongdun.areas.benefits.models.parameters import LocalValue, ValueUse
from gongdun.areas.benefits.models.payments import Batch, Payable, PaymentOrder, Statement, StatementLine, UsePlan
from gongdun.areas.benefits.models.periodic import PeriodicBenefit, PeriodicChange, Rise, RiseRow

__all__ = [
    "Batch",
    "Check",
    "Claim",
    "ClaimItem",
    "Dependant",
    "Instalment",
    "LocalValue",
    "MonthClose",
    "Notice",
    "Overpayment",
    "Payable",
    "PaymentOrder",
    "PeriodicBenefit",
    "PeriodicChange",
    "Rise",
    "RiseRow",
    "Statement",
    "StatementLine",
    "UsePlan",
    "ValueUse",
    "Voucher",
    "VoucherLine",
]
