"""菜单 — what an account may open. Each floor and area says it in its `pages` module as a list named `menu`; nobody edits a central list.

    menu = [MenuItem("areas", _("Recognition"), "recognition:list", roles=frozenset({"investigator", "reviewer"}), order=10, count=open_matters)]

An item of the group `top` stands in the header (messages). Items without roles are for everyone who is signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from gongdun.registry.models import Account

# In the order of the page; `top` is the header.
GROUPS: dict[str, Promise] = {
    "mine": _("Mine"),
    "areas": _("Areas"),
    "plan": _("Plan"),
    "city": _("Whole city"),
    "data": _("Data"),
    "system": _("System"),
    "top": _("Header"),
}


@dataclass(frozen=True)
class MenuItem:
    """One address in the menu. `count` answers how many wait there (0 shows none); `hot` shows the number in red.

    `offices` are the kinds of office whose business it is; none named, everybody's.
    """

    group: str
    title: str | Promise
    url_name: str
    roles: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    order: int = 50
    count: Callable[[Account], int] | None = None
    hot: bool = False

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"There is no menu group {self.group!r}; groups are {', '.join(GROUPS)}.")

    def is_for(self, account: Account) -> bool:
        if self.offices and (account.office is None or account.office.kind not in self.offices):
            return False
        return not self.roles or not self.roles.isdisjoint(account.roles)


@dataclass(frozen=True)
class Shown:
    """An item as one account sees it on one page."""

    title: str
    url: str
    count: int
    hot: bool
    is_current: bool


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    items: tuple[Shown, ...]


@cache
def items() -> tuple[MenuItem, ...]:
    """All items of all `pages` modules, in the order of the page."""
    found = [item for module in _pages() for item in getattr(module, "menu", ())]
    return tuple(sorted(found, key=lambda item: (list(GROUPS).index(item.group), item.order, item.url_name)))


def _pages() -> list[object]:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("gongdun.")]
    return [import_module(f"{config.name}.pages") for config in ours if module_has_submodule(config.module, "pages")]


def menu(account: Account, path: str) -> list[Group]:
    """The groups this account sees; the item whose address is the longest beginning of `path` is the current one."""
    mine = [(item, reverse(item.url_name)) for item in items() if item.is_for(account)]
    current = max((url for _item, url in mine if path.startswith(url)), key=len, default="")
    shown: dict[str, list[Shown]] = {}
    for item, url in mine:
        waiting = item.count(account) if item.count else 0
        shown.setdefault(item.group, []).append(Shown(str(item.title), url, waiting, item.hot, url == current))
    return [Group(id_, str(title), tuple(shown[id_])) for id_, title in GROUPS.items() if id_ in shown]
