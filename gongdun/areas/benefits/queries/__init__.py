"""Questions to benefits; the guards of its procedures are here too."""

from gongdun.areas.benefits.queries.guards import (
    all_is_returned,
    checks_are_clear,
    everything_is_paid,
    has_instalments,
    has_wages,
    is_above_tier,
    is_within_tier,
    materials_are_checked,
)

__all__ = [
    "all_is_returned",
    "checks_are_clear",
    "everything_is_paid",
    "has_instalments",
    "has_wages",
    "is_above_tier",
    "is_within_tier",
    "materials_are_checked",
]
