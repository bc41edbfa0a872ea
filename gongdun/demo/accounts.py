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
        "investigator": ("investigator",),
        "second": ("investigator",),
        "approver": ("approver",),
    },
    "inspection": {"inspector": ("labour_inspector",), "head": ("inspection_head", "labour_inspector")},
    "agency": {
        "agency": ("enrolment_clerk", "data_clerk"),
        "agency2": ("audit_officer", "reviewer"),
        "auditor2": ("audit_officer",),
        "agencyhead": ("approver",),
        "intake": ("intake_clerk",),
        "finance": ("finance_officer",),
        "cashier": ("finance_officer",),
        "agencydirector": ("director",),
    },
}
CITY_POSTS = {
    "director": ("director",),
    "supervisor": ("supervisor", "data_clerk"),
    "auditor": ("journal_auditor",),
    "admin": ("administrator",),
}


@dataclass(frozen=True)
class Team:
    """The accounts of one district, by post; the agency's are those of its ledger."""

    accounts: dict[str, Account]

    def actor(self, post: str) -> Actor:
        return self.accounts[post].actor("demo")

    def office(self, post: str) -> Office:
        """Every post of the demo has its office."""
        return Office.objects.get(accounts=self.accounts[post])


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
    """The district's own posts, those of its ledger's agency, and the city's as `city.…`."""
    of = {slug: {} for slug in SLUGS.values()}  # type: dict[str, dict[str, Account]]
    for account in Account.objects.select_related("office__area").filter(username__regex=r"^[a-z]+\.[a-z0-9]+$"):
        slug, post = account.username.split(".")
        of[slug][post] = account
    agency = {post: account for post, account in of[SLUGS[ledger_code]].items() if account.office and account.office.kind == "agency"}
    city = {f"city.{post}": account for post, account in of["city"].items()}
    return Team(of[SLUGS[area_code]] | agency | city)


def agencies() -> dict[int, Team]:
    """The team of each ledger's agency, by ledger."""
    held = Office.objects.select_related("area__ledger").filter(kind="agency")
    return {one.area.ledger_id: team(one.area.code, one.area.ledger.code) for one in held}
