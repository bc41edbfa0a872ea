"""Everything that writes in benefits. The moves of its procedures are found here by name."""

from gongdun.areas.benefits.operations.claims import approve, approve_large, calculate, refuse, review, submit, withdraw

__all__ = ["approve", "approve_large", "calculate", "refuse", "review", "submit", "withdraw"]
