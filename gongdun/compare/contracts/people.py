"""Who is who, and who works where: employers, persons, employment, links between employers."""

from __future__ import annotations

from gongdun.compare.contracts.grammar import Column, Contract, Kind, Order

PERSON = Column("id_number", "证件号码", Kind.PERSON, required=True)
EMPLOYER = Column("uscc", "统一社会信用代码", Kind.EMPLOYER, required=True)

EMPLOYERS = Contract(
    "employers",
    "单位",
    (
        EMPLOYER,
        Column("name", "单位名称", required=True),
        Column("industry_code", "行业代码", Kind.CODE),
        Column("industry", "行业"),
        Column("risk_class", "风险类别", Kind.INTEGER),
        Column("district", "所属地区", required=True),
        Column("registered_on", "登记日期", Kind.DATE),
        Column("cancelled_on", "注销日期", Kind.DATE),
        Column("kind", "单位类型", required=True),
        Column("legal_person", "法定代表人", Kind.SECRET),
        Column("rate", "费率", Kind.RATE),
        Column("hazards", "高风险标记"),
    ),
    key=("uscc",),
    orders=(Order("registered_on", "cancelled_on"),),
)

PERSONS = Contract(
    "persons",
    "人员",
    (
        PERSON,
        Column("name", "姓名", Kind.SECRET, required=True),
        Column("sex", "性别", allowed=("1|男|male|M", "2|女|female|F", "9|未说明")),
        Column("born_on", "出生日期", Kind.DATE),
        Column("phone", "电话", Kind.SECRET),
        Column("household", "户籍地"),
    ),
    key=("id_number",),
)

EMPLOYMENT = Contract(
    "employment",
    "用工备案",
    (
        EMPLOYER,
        PERSON,
        Column("started_on", "用工起始", Kind.DATE, required=True),
        Column("ended_on", "用工终止", Kind.DATE),
        Column(
            "kind",
            "合同类型",
            required=True,
            allowed=("labour|劳动合同", "dispatch|劳务派遣", "secondment|借调", "part_time|非全日制", "student|学生实习"),
        ),
    ),
    key=("uscc", "id_number", "started_on"),
    orders=(Order("started_on", "ended_on"),),
)

RELATIONS = Contract(
    "relations",
    "单位关系",
    (
        Column("from_uscc", "来源单位代码", Kind.EMPLOYER, required=True),
        Column("to_uscc", "目标单位代码", Kind.EMPLOYER, required=True),
        Column(
            "kind",
            "关系类型",
            required=True,
            allowed=("merger|合并", "dispatch|派遣", "secondment|借调", "branch|分支", "affiliation|挂靠"),
        ),
        Column("from_on", "起始日期", Kind.DATE),
        Column("to_on", "终止日期", Kind.DATE),
    ),
    key=("from_uscc", "to_uscc", "kind"),
    orders=(Order("from_on", "to_on"),),
)

DEATHS = Contract(
    "deaths",
    "死亡信息",
    (
        PERSON,
        Column("name", "姓名", Kind.SECRET),
        Column("died_on", "死亡日期", Kind.DATE, required=True),
        Column("source", "来源", required=True, allowed=("police|公安", "civil|民政", "health|卫健", "recognition|工伤认定")),
    ),
    key=("id_number", "source"),
)

PENSIONERS = Contract(
    "pensioners",
    "退休人员",
    (PERSON, Column("retired_on", "退休日期", Kind.DATE, required=True), Column("kind", "身份")),
    key=("id_number",),
)

CONTRACTS = (EMPLOYERS, PERSONS, EMPLOYMENT, RELATIONS, DEATHS, PENSIONERS)
