"""The demo's officers: in every district who lists, approves and inspects; in every agency who enrols and approves; the city's leaders."""

from __future__ import annotations

from dataclasses import dataclass

from gongdun.registry.models import Account, Office
from gongdun.registry.operations import open_account
from gongdun.vault.actors import Actor

SLUGS = {
    "320400": "city", "320402": "tianning", "320404": "zhonglou", "320411": "xinbei",
    "320412-JK": "jingkai", "320412": "wujin", "320413": "jintan", "320481": "liyang",
}  # fmt: skip
SURNAMES = "陈顾周吴钱沈唐何蒋潘尹徐朱陆马胡郭林罗梁"
GIVEN = ["静", "文", "峰", "兵", "芳", "立", "维", "喆", "国梁", "玥", "素芬", "曌", "珺", "启航", "群", "敏", "建国", "琳", "海", "晓雨"]

POSTS = {
    "bureau": {
        "liaison": ("inspection_liaison", "intake_clerk", "data_clerk"),
        "clerk": ("inspection_liaison", "reviewer"),
        "approver": ("approver",),
    },
    "inspection": {"inspector": ("labour_inspector",), "head": ("inspection_head", "labour_inspector")},
    "agency": {"agency": ("enrolment_clerk", "data_clerk"), "agency2": ("audit_officer", "reviewer"), "agencyhead": ("approver",)},
}
CITY_POSTS = {"director": ("director", "supervisor"), "auditor": ("journal_auditor",), "admin": ("administrator",)}


@dataclass(frozen=True)
class Team:
    """The accounts of one district, by post; the agency's are those of its ledger."""

    accounts: dict[str, Account]

    def actor(self, post: str) -> Actor:
        return self.accounts[post].actor("demo")


def name(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)] + GIVEN[(number * 7 + number // len(SURNAMES)) % len(GIVEN)]


def open_accounts(password: str, actor: Actor) -> None:
    """One account per post and office; what exists is kept."""
    known, number = set(Account.objects.values_list("username", flat=True)), 0
    for office in Office.objects.select_related("area").order_by("area__sort", "kind"):
        posts = POSTS.get(office.kind, {}) | (CITY_POSTS if office.kind == "bureau" and office.is_city else {})
        for post, roles in posts.items():
            number += 1
            username = f"{SLUGS[office.area.code]}.{post}"
            if username not in known:
                open_account(username=username, display_name=name(number), office=office, roles=roles, actor=actor, password=password)


def team(area_code: str, ledger_code: str) -> Team:
    slugs = {SLUGS[area_code], SLUGS[ledger_code]}
    held = {
        account.username: account for account in Account.objects.select_related("office__area") if account.username.split(".")[0] in slugs
    }
    own = {username.split(".")[1]: account for username, account in held.items() if username.startswith(SLUGS[area_code] + ".")}
    agency = {username.split(".")[1]: account for username, account in held.items() if account.office and account.office.kind == "agency"}
    return Team(own | agency)
