"""Licences, building projects and their attendance, school placements."""

from __future__ import annotations

from gongdun.compare.contracts.grammar import Column, Contract, Kind, Order
from gongdun.compare.contracts.people import EMPLOYER, PERSON

PROJECT_NO = Column("project_no", "项目编号", Kind.CODE, required=True)

LICENCES = Contract(
    "licences",
    "许可证照",
    (
        Column("licence_no", "许可证号", Kind.CODE, required=True),
        EMPLOYER,
        Column(
            "kind",
            "许可类型",
            required=True,
            allowed=("chemical|危险化学品", "lift|电梯安装", "construction|建筑施工", "courier_outlet|快递末端网点"),
        ),
        Column("issued_on", "发证日期", Kind.DATE),
        Column("expires_on", "到期日期", Kind.DATE),
    ),
    key=("licence_no",),
    orders=(Order("issued_on", "expires_on"),),
)

CERTIFICATES = Contract(
    "certificates",
    "特种设备作业人员证",
    (
        Column("certificate_no", "证书编号", Kind.CODE, required=True),
        PERSON,
        Column("kind", "作业种类", required=True, allowed=("lift|T|电梯|电梯作业", "other|其他")),
        Column("issued_on", "发证日期", Kind.DATE),
        Column("expires_on", "有效期至", Kind.DATE),
    ),
    key=("certificate_no",),
    orders=(Order("issued_on", "expires_on"),),
)

PROJECTS = Contract(
    "projects",
    "建设项目",
    (
        PROJECT_NO,
        Column("name", "项目名称"),
        Column("uscc", "总承包单位", Kind.EMPLOYER, required=True),
        Column("cost", "工程造价", Kind.MONEY),
        Column("tier", "费率档"),
        Column("permit_on", "施工许可日期", Kind.DATE),
        Column("covered_from", "参保起", Kind.DATE),
        Column("covered_to", "参保止", Kind.DATE),
        Column("district", "所属地区"),
        Column("insured_cost", "参保造价", Kind.MONEY),
    ),
    key=("project_no",),
    orders=(Order("covered_from", "covered_to"),),
)

ATTENDANCE = Contract(
    "attendance",
    "实名制考勤",
    (
        PROJECT_NO,
        PERSON,
        Column("on_date", "考勤日期", Kind.DATE, required=True),
        Column("uscc", "劳务单位", Kind.EMPLOYER),
    ),
    key=("project_no", "id_number", "on_date"),
    is_events=True,
)

PLACEMENTS = Contract(
    "placements",
    "学生实习",
    (
        Column("school", "学校", required=True),
        PERSON,
        Column("student_no", "学号", Kind.SECRET),
        Column("uscc", "实习单位", Kind.EMPLOYER, required=True),
        Column("started_on", "实习起始", Kind.DATE, required=True),
        Column("ended_on", "实习终止", Kind.DATE),
        Column("pay", "实习报酬", Kind.MONEY),
    ),
    key=("school", "id_number", "started_on"),
    orders=(Order("started_on", "ended_on"),),
)

CONTRACTS = (LICENCES, CERTIFICATES, PROJECTS, ATTENDANCE, PLACEMENTS)
