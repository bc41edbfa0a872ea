"""Questions to the plan; the guards of its procedure are named here for the desk."""

from gongdun.plans.queries.supervision import evidence_is_reviewed, has_evidence

__all__ = ["evidence_is_reviewed", "has_evidence"]
