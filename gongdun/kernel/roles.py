"""角色 — who may do what. A role is a word in a procedure; an officer holds several, of which some exclude each other."""

from __future__ import annotations

from dataclasses import dataclass

from gongdun.kernel.words import Inconsistent, Title


@dataclass(frozen=True)
class Role:
    id: str
    title: Title
    office_kinds: frozenset[str]
    needs_code: bool = False  # a one-time code at sign-in


AGENCY, BUREAU, INSPECTION, SCHOOL, EMPLOYER = "agency", "bureau", "inspection", "school", "employer"
OFFICE_KINDS = {
    AGENCY: Title("经办机构", "agency"),
    BUREAU: Title("行政部门", "bureau"),
    INSPECTION: Title("劳动监察", "labour inspection"),
    SCHOOL: Title("技工院校", "technical school"),
    EMPLOYER: Title("用人单位", "employer"),
}
OFFICIAL = frozenset({AGENCY, BUREAU, INSPECTION})


def _role(id_: str, zh: str, en: str, *kinds: str, needs_code: bool = False) -> Role:
    return Role(id_, Title(zh, en), frozenset(kinds) or OFFICIAL, needs_code)


ROLES = {
    role.id: role
    for role in (
        _role("intake_clerk", "受理员", "intake clerk", AGENCY, BUREAU),
        _role("enrolment_clerk", "参保经办员", "enrolment clerk", AGENCY),
        _role("data_clerk", "数据专员", "data clerk", AGENCY, BUREAU),
        _role("investigator", "调查员", "investigator", BUREAU),
        _role("reviewer", "审核员", "reviewer", AGENCY, BUREAU),
        _role("approver", "审批人", "approver", AGENCY, BUREAU, needs_code=True),
        _role("finance_officer", "财务", "finance officer", AGENCY, needs_code=True),
        _role("audit_officer", "稽核员", "audit officer", AGENCY),
        _role("inspection_liaison", "监察联络员", "inspection liaison", BUREAU, AGENCY),
        _role("labour_inspector", "劳动监察员", "labour inspector", INSPECTION),
        _role("inspection_head", "监察负责人", "inspection head", INSPECTION),
        _role("supervisor", "督办员", "supervisor", BUREAU),
        _role("director", "负责人", "director", *OFFICIAL),
        _role("journal_auditor", "安全审计员", "journal auditor", AGENCY, BUREAU, needs_code=True),
        _role("administrator", "系统管理员", "administrator", AGENCY, BUREAU, needs_code=True),
        _role("school_agent", "院校经办人", "school agent", SCHOOL),
        _role("employer_agent", "单位经办人", "employer agent", EMPLOYER),
    )
}

# 三员分立 and OPR 37: one person may not hold both.
EXCLUSIVE = (
    frozenset({"administrator", "journal_auditor"}),
    frozenset({"finance_officer", "approver"}),
    frozenset({"administrator", "approver"}),
)


def known(role: str) -> str:
    if role not in ROLES:
        raise Inconsistent(f"There is no role {role!r}; roles are {', '.join(sorted(ROLES))}.")
    return role


# Who only looks or keeps the machine running decides nothing at the desk.
READERS = frozenset({"journal_auditor", "administrator"})

# Who sees their own party's matters from outside the offices.
PORTAL = frozenset({"school_agent", "employer_agent"})


def clash(roles: frozenset[str]) -> frozenset[str] | None:
    """The first pair that one person may not hold together, or None."""
    return next((pair for pair in EXCLUSIVE if pair <= roles), None)
