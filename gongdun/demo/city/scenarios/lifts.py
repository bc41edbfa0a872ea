"""R-36a: lift installers under a lower class of risk, and certified operators whom nobody insures."""

from __future__ import annotations

import datetime

from gongdun.demo.city.months import date_in
from gongdun.demo.city.scenarios.cast import ordinary_firm
from gongdun.demo.city.scenarios.hazards import licence, pensioner
from gongdun.demo.city.stage import Person, Stage

CLASS, OPERATOR = "lift_class_wrong", "operator_uninsured"


def certify(stage: Stage, person: Person, expires_on: datetime.date | None = None) -> None:
    stage.add(
        "certificates",
        certificate_no=f"TS9{stage.number():08d}",
        id_number=person.number,
        kind="lift",
        issued_on=date_in(stage.first - 30, 6),
        expires_on=expires_on or date_in(stage.first + 100, 6),
    )


def lower_class(stage: Stage, copies: int) -> None:
    """An installer registered in class 2; a dealer in lifts whose own people hold operators' certificates. Dealers without them deal."""
    for _ in range(max(copies // 2, 1)):
        low, _ = ordinary_firm(stage, 5, "lift", risk_class=2)
        dealer, sellers = ordinary_firm(stage, 6, "lift_sales")
        true_dealer, _ = ordinary_firm(stage, 5, "lift_sales")
        repair, menders = ordinary_firm(stage, 5, "lift_repair")
        installer, fitters = ordinary_firm(stage, 5, "lift")
        for firm in (low, dealer, true_dealer, repair, installer):
            licence(stage, firm, "lift")
        for person in (*sellers[:3], *menders[:3], *fitters[:3]):
            certify(stage, person)
        for firm, why in ((low, "电梯安装单位按二类行业登记"), (dealer, "按批发业登记而有持证安装人员")):
            stage.truth(CLASS, "violation", "lower_class", why, employer=firm, month=stage.first)
        for firm, why in ((true_dealer, "销售单位，无持证人员"), (repair, "维修单位，四类行业"), (installer, "已按建筑安装业登记")):
            stage.truth(CLASS, "innocent", "lower_class", why, employer=firm)


def operators(stage: Stage, copies: int) -> None:
    """A certified operator paid without cover, one in no roster at all; beside them the insured, the retired and an expired certificate."""
    since = max(stage.first, stage.last - 6)
    for _ in range(copies):
        firm, staff = ordinary_firm(stage, 8, "lift_repair")
        bare, idle, expired, old = stage.person(), stage.person(), stage.person(), stage.person(age=63, sex="1")
        stage.job(bare, firm, since, insured=False)
        pensioner(stage, old)
        for person in (bare, idle, old, staff[0]):
            certify(stage, person)
        certify(stage, expired, date_in(stage.first - 1, 20))
        stage.truth(OPERATOR, "violation", "operators", "持证作业人员有工资而无人参保", person=bare, month=since)
        stage.truth(OPERATOR, "violation", "operators", "持证作业人员不在任何单位名册", person=idle, month=stage.first)
        why = "工资薪金连续两个月以上而未参保"
        told = {"person": bare, "employer": firm, "month": since + 2, "finding": "refused"}
        stage.truth("uninsured_employees", "violation", "operators", why, **told)
        for person, reason in ((staff[0], "已由单位参保"), (expired, "证书已到期"), (old, "已退休")):
            stage.truth(OPERATOR, "innocent", "operators", reason, person=person)


RARE = (lower_class, operators)
