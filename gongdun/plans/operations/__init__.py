"""What writes a plan, its months, its typed figures and evidence, and its supervision; the moves of the procedure are named here for the desk."""

from gongdun.plans.operations.adopting import adopt_plan
from gongdun.plans.operations.supervision import chase, escalate, instruct, reply, return_reply, withdraw_supervision

__all__ = ["adopt_plan", "chase", "escalate", "instruct", "reply", "return_reply", "withdraw_supervision"]
