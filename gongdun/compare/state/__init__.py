"""Relations derived from the tables: who was insured where from when to when, employers by month, and smaller ones.

Each maker takes (connection, month, state folder, lake) and leaves a view. Spans and employer-months are kept by month in the state folder
and advanced; they can be rebuilt from scratch and must come out the same.
"""

from __future__ import annotations

from gongdun.compare.state.employer_months import make_employer_months
from gongdun.compare.state.small import (
    make_charges,
    make_enrolment_spans,
    make_identities,
    make_payroll_months,
    make_run,
    make_text_pairs,
    make_witnesses,
)
from gongdun.compare.state.spans import make_spans

ALWAYS = (make_run, make_identities)
DERIVED = {
    "spans": make_spans,
    "employer_months": make_employer_months,
    "enrolment_spans": make_enrolment_spans,
    "payroll_months": make_payroll_months,
    "witnesses": make_witnesses,
    "charges": make_charges,
    "text_pairs": make_text_pairs,
}
# What each is made from.
DERIVED_NAMES = {
    "spans": ("declarations",),
    "employer_months": ("declarations",),
    "enrolment_spans": ("enrolments",),
    "payroll_months": ("payroll",),
    "witnesses": ("injuries",),
    "charges": ("declarations", "employers"),
    "text_pairs": ("injuries",),
    "identities": (),
}
