"""处置 — what may follow a lead: each area says it in its `pages` module as a list named `lead_actions`; nobody edits a central list.

lead_actions = [LeadAction("verification", _("Ask the unit to explain…"), RULES, "follow_leads", roles=CLERKS)]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class LeadAction:
    """One way on: the procedure it opens, the rules it fits, the address that opens it, and who may."""

    procedure: str
    title: str | Promise
    rules: frozenset[str]
    url_name: str
    roles: frozenset[str]
    order: int = 50


@cache
def actions() -> tuple[LeadAction, ...]:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("gongdun.areas.")]
    modules = [import_module(f"{config.name}.pages") for config in ours if module_has_submodule(config.module, "pages")]
    found = [action for module in modules for action in getattr(module, "lead_actions", ())]
    return tuple(sorted(found, key=lambda action: (action.order, action.procedure)))


def actions_for(rule: str, roles: frozenset[str]) -> list[LeadAction]:
    """What an account with these roles may open from a lead of the rule, in the order of its keys."""
    return [action for action in actions() if rule in action.rules and not action.roles.isdisjoint(roles)]
