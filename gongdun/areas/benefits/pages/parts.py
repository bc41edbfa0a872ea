"""What a matter's page shows of a claim or of an overpayment."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from gongdun.areas.benefits.models import Claim, Payable
from gongdun.areas.benefits.words import BENEFITS, GUARDS, OUTCOMES
from gongdun.desk.models import Matter

TONES = {"clear": "ok", "ask": "warn", "stop": "bad"}


def benefit_claim_part(matter: Matter) -> dict[str, Any]:
    language = get_language() or "zh-hans"
    claim = Claim.objects.select_related("worker", "employer").get(matter=matter)
    checks = [
        {
            "check": one, "title": GUARDS[one.guard].text(language), "outcome": OUTCOMES[one.outcome].text(language), "tone": TONES[one.outcome],
            "asks": one.outcome == "ask" and not one.answer and matter.state in ("entered", "calculated"),
        }
        for one in claim.checks.all()
    ]  # fmt: skip
    return {
        "template": "benefits/claim_part.html",
        "matter": matter,
        "claim": claim,
        "checks": checks,
        "items": [{"item": one, "title": BENEFITS[one.benefit].text(language)} for one in claim.items.select_related("dependant")],
        "unverified": sorted(
            {
                used["title"]
                for one in claim.items.all()
                for step in one.sheet.get("steps", ())
                for used in step["parameters"]
                if used["status"] == "unverified"
            }
        ),
        "is_open": matter.state in ("entered", "calculated"),
        "documents": list(matter.documents.order_by("id")),
        "payables": [
            {"payable": one, "title": BENEFITS[one.benefit].text(language)}
            for one in Payable.objects.filter(item__claim=claim).order_by("id")
        ],
    }


def overpayment_return_part(matter: Matter) -> dict[str, Any]:
    held = matter.benefit_overpayment
    return {
        "template": "benefits/overpayment_part.html",
        "matter": matter,
        "held": held,
        "benefit": BENEFITS[held.benefit].text(get_language() or "zh-hans"),
        "instalments": list(held.instalments.select_related("payable")),
        "may_agree": matter.state == "confirmed" and not held.instalments.exists(),
    }
