"""R-A11 and R-A16: staff moved to a lower class of risk, and cover sold to strangers."""

from __future__ import annotations

from gongdun.demo.city.months import date_in
from gongdun.demo.city.scenarios.bases import move, team
from gongdun.demo.city.scenarios.cast import ordinary_firm, related, round_month
from gongdun.demo.city.stage import Stage


def moved_to_a_lower_class(stage: Stage, copies: int) -> None:
    """Most of a class 6 firm's people turn up at a young class 2 firm of the same boss; a recorded merger within the class is no game."""
    rule, scenario = "rate_gaming", "moved_to_a_lower_class"
    for copy in range(max(copies // 2, 1)):
        month = round_month(stage, copy)
        heavy, _ = ordinary_firm(stage, 3, "3021")
        light = stage.employer("5174", district=heavy.district, legal_person=heavy.legal_person, registered_on=date_in(month - 1, 9))
        for person in team(stage, heavy, 14, until=month - 1):
            stage.job(person, light, month)
        why = "人员由六类行业单位整体转入同一法定代表人的二类行业单位"
        stage.truth("headcount_swing", "violation", scenario, "人员整体转出", employer=heavy, month=month, until=month)
        stage.truth(rule, "violation", scenario, why, employer=light, other=heavy.uscc, month=month)
        old = stage.employer("3021", cancelled_on=date_in(month, 25))
        heir = stage.employer("3021", district=old.district, legal_person=old.legal_person)
        move(stage, old, heir, 12, month)
        stage.truth(rule, "innocent", scenario, "合并重组，行业类别不变", employer=heir, other=old.uscc)


def cover_for_sale(stage: Stage, copies: int) -> None:
    """A personnel firm insures thirty strangers it never pays; lawful dispatchers pay theirs, lawful agents act for clients that do."""
    rule, scenario = "agency_cover", "cover_for_sale"
    for _ in range(max(copies // 4, 1)):
        seller = stage.employer("agency")
        for person in stage.people(30, local=False):
            stage.job(person, seller, pay=False, contract="", wage=6600)
        stage.truth(rule, "violation", scenario, "无工资申报而为众多外地人员代缴", employer=seller, month=stage.first)
        dispatcher, _ = ordinary_firm(stage, 14, "dispatch", kind="dispatch")
        stage.truth(rule, "innocent", scenario, "劳务派遣单位，工资由其发放", employer=dispatcher)
        agent, client = stage.employer("agency"), ordinary_firm(stage, 3)[0]
        related(stage, agent, client, "dispatch", date_in(stage.first - 20, 1))
        for person in stage.people(14):
            stage.job(person, agent, pay=False)
            stage.job(person, client, insured=False, contract="dispatch")
        stage.truth(rule, "innocent", scenario, "为有备案关系的客户单位代理，工资由客户发放", employer=agent)


RARE = (moved_to_a_lower_class, cover_for_sale)
