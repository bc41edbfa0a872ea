"""What follows an injury: recognition, assessment, claims, periodic benefits, hospital visits."""

from __future__ import annotations

from gongdun.compare.contracts.grammar import Column, Contract, Kind, Order
from gongdun.compare.contracts.people import PERSON

MATTER = Column("matter_no", "认定编号", Kind.CODE, required=True)

INJURIES = Contract(
    "injuries",
    "工伤认定",
    (
        MATTER,
        Column("uscc", "用人单位", Kind.EMPLOYER, required=True),
        PERSON,
        Column("injured_at", "受伤时间", Kind.MOMENT, required=True),
        Column("first_visit_at", "初诊时间", Kind.MOMENT),
        Column("reported_at", "报告时间", Kind.MOMENT),
        Column("applied_on", "申请日期", Kind.DATE),
        Column("article", "认定条款"),
        Column("decision", "结论"),
        Column("body_part", "受伤部位"),
        Column("hospital", "医院"),
        Column("witnesses", "证人证件", Kind.PERSONS),
        Column("agent", "代理人", Kind.SECRET),
        Column("phone", "电话", Kind.SECRET),
        Column("text_digest", "经过摘要", Kind.CODE),
        Column("picture_digest", "影像摘要", Kind.CODE),
    ),
    key=("matter_no",),
)

ASSESSMENTS = Contract(
    "assessments",
    "劳动能力鉴定",
    (
        Column("conclusion_no", "结论书号", Kind.CODE, required=True),
        MATTER,
        Column("grade", "等级", Kind.INTEGER),
        Column("care_level", "护理等级", Kind.INTEGER),
        Column("concluded_on", "结论日期", Kind.DATE, required=True),
    ),
    key=("conclusion_no",),
)

CLAIMS = Contract(
    "claims",
    "待遇申领",
    (
        Column("claim_no", "申领编号", Kind.CODE, required=True),
        MATTER,
        PERSON,
        Column("uscc", "申报单位", Kind.EMPLOYER, required=True),
        Column("benefit", "待遇项目", required=True),
        Column("amount", "金额", Kind.MONEY, required=True),
        Column("ended_on", "解除日期", Kind.DATE),
        Column("ended_by", "提出方"),
        Column("account", "账号", Kind.SECRET),
        Column("paid_on", "支付日期", Kind.DATE),
    ),
    key=("claim_no",),
)

PERIODIC = Contract(
    "periodic",
    "定期待遇",
    (
        PERSON,
        Column("benefit", "待遇项目", required=True),
        Column("month", "起始月份", Kind.MONTH, required=True),
        Column("amount", "金额", Kind.MONEY, required=True),
        Column("verified_on", "资格认证日期", Kind.DATE),
        Column("stopped_on", "停发日期", Kind.DATE),
    ),
    key=("id_number", "benefit"),
)

VISITS = Contract(
    "visits",
    "就诊记录",
    (
        Column("bill_no", "单据号", Kind.CODE, required=True),
        PERSON,
        Column("hospital", "医院", required=True),
        Column("kind", "就诊类型", required=True, allowed=("out|门诊", "in|住院")),
        Column("visited_at", "就诊时间", Kind.MOMENT, required=True),
        Column("discharged_on", "出院日期", Kind.DATE),
        Column("diagnosis", "诊断"),
        Column("amount", "金额", Kind.MONEY),
        Column("settled_by", "结算方式", allowed=("work_injury|工伤保险", "medical|医疗保险", "cash|现金")),
    ),
    key=("bill_no", "settled_by"),
    is_events=True,
    orders=(Order("visited_at", "discharged_on"),),
)

THIRD_PARTY = Contract(
    "third_party",
    "第三人赔付",
    (
        Column("document_no", "文书号", Kind.CODE, required=True),
        PERSON,
        Column("kind", "赔付项目", required=True, allowed=("medical|医疗费", "other|其他项目")),
        Column("amount", "金额", Kind.MONEY, required=True),
        Column("paid_on", "赔付日期", Kind.DATE, required=True),
        Column("source", "来源", allowed=("court|法院", "police|交警", "insurer|保险公司")),
    ),
    key=("document_no", "kind"),
)

CONTRACTS = (INJURIES, ASSESSMENTS, CLAIMS, PERIODIC, VISITS, THIRD_PARTY)
