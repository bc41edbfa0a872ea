"""工伤认定申请表 (工伤认定办法附表) — one definition for the counter, the portal and the workbook."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from gongdun.kernel.faults import Fault, Problem
from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind, When
from gongdun.kernel.words import Title
from gongdun.law.recognition import items

APPLICANTS = CodeList("applicant", Title("申请人", "Applicant"), (
    Choice("employer", Title("用人单位", "employer")), Choice("worker", Title("职工本人", "worker")),
    Choice("kin", Title("近亲属", "next of kin")), Choice("union", Title("工会组织", "trade union"))))  # fmt: skip
CLAIMED = CodeList("claimed_item", Title("申请情形", "Claimed item"), tuple(
    Choice(code, Title(f"{code} {item.title['zh_Hans']}", f"{code} {item.title['en']}"))
    for code, item in items().items() if item.result != "excluded"))  # fmt: skip
# Why this unit answers (法释〔2014〕9号 3; 条例 43).
RESPONSIBILITIES = CodeList("responsibility", Title("责任单位依据", "Why this unit answers"), (
    Choice("employer", Title("劳动关系所在单位", "the unit of the labour relation")),
    Choice("dispatch", Title("劳务派遣单位", "the dispatching unit")),
    Choice("assigned", Title("指派单位", "the assigning unit")),
    Choice("subcontract", Title("违法转包、分包的发包单位", "who subcontracted to an unqualified party")),
    Choice("affiliated", Title("被挂靠单位", "the host of an affiliation")),
    Choice("successor", Title("承继单位", "the successor"))))  # fmt: skip
# GB 6441-1986, types 01 to 20.
TYPES = ("物体打击", "车辆伤害", "机械伤害", "起重伤害", "触电", "淹溺", "灼烫", "火灾", "高处坠落", "坍塌", "冒顶片帮", "透水", "放炮", "火药爆炸",
         "瓦斯爆炸", "锅炉爆炸", "容器爆炸", "其他爆炸", "中毒和窒息", "其他伤害")  # fmt: skip
TYPES_EN = ("struck by an object", "vehicle", "machinery", "lifting gear", "electric shock", "drowning", "burn", "fire", "fall from height",
            "collapse", "roof fall", "inrush of water", "blasting", "gunpowder explosion", "gas explosion", "boiler explosion",
            "vessel explosion", "other explosion", "poisoning or asphyxia", "other injury")  # fmt: skip
ACCIDENT_TYPES = CodeList("accident_type", Title("事故类别", "Accident type"), tuple(
    Choice(f"{number:02d}", Title(zh, en)) for number, (zh, en) in enumerate(zip(TYPES, TYPES_EN, strict=True), start=1)))  # fmt: skip
# GB 6441-1986 annex A: unsafe conditions 6.01 to 6.04, unsafe acts 7.
ACCIDENT_CAUSES = CodeList("accident_cause", Title("事故原因", "Accident cause"), (
    Choice("6.01", Title("防护、保险、信号等装置缺乏或有缺陷", "guards or signals missing or defective")),
    Choice("6.02", Title("设备、设施、工具、附件有缺陷", "defective equipment or tools")),
    Choice("6.03", Title("个人防护用品用具缺少或有缺陷", "protective equipment missing or defective")),
    Choice("6.04", Title("生产（施工）场地环境不良", "bad environment of the workplace")),
    Choice("7", Title("不安全行为", "unsafe act")),
    Choice("9", Title("其他", "other"))))  # fmt: skip
# Time that does not count (法释〔2014〕9号 7).
LOST_TIME = CodeList("lost_time", Title("耽误申请的事由", "Why time was lost"), (
    Choice("force_majeure", Title("不可抗力", "force majeure")),
    Choice("liberty", Title("人身自由受到限制", "loss of liberty")),
    Choice("employer", Title("属于用人单位原因", "the employer's doing")),
    Choice("registration", Title("行政部门登记制度不完善", "the bureau's deficient registration")),
    Choice("relation", Title("就是否存在劳动关系申请仲裁、提起诉讼", "arbitration or lawsuit on the labour relation"))))  # fmt: skip
ICD = re.compile(r"[A-Z]\d{2}(\.\d{1,3}(x\d{1,3})?)?[+*]?")
NO_ICD = Fault("no_icd", "Not an ICD-10 code", "“{code}” is no ICD-10 code.", "Write it like S82.2; several separated by 、.")
OUT_OF_ORDER = Fault(
    "out_of_order",
    "Times out of order",
    "{later} lies before {earlier}: one of the two is wrong.",
    "Compare both with the hospital's first record.",
)
DEATH = When("claimed_item", ("15-1-1",))


def in_order(values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Nobody is diagnosed before the accident, nor dies before it; a disease is found after exposure."""
    injured, diagnosed, died = values["injured_at"], values["diagnosed_at"], values["died_at"]
    if diagnosed and diagnosed.date() < injured.date() and values["claimed_item"] != "14-4":
        return (Problem("diagnosed_at", OUT_OF_ORDER, {"earlier": "事故时间", "later": "诊断时间"}),)
    if died and died < injured:
        return (Problem("died_at", OUT_OF_ORDER, {"earlier": "事故时间", "later": "死亡时间"}),)
    return ()


def coded(values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Diagnosis codes have the form of ICD-10, of the clinical edition too (S82.200x001)."""
    said = re.split("[、，,;； ]+", (values.get("diagnosis_codes") or "").strip())
    return tuple(Problem("diagnosis_codes", NO_ICD, {"code": code}) for code in said if code and not ICD.fullmatch(code))


FORM = Form(
    title="工伤认定申请表",
    title_en="Application for recognition of a work injury",
    version=date(2011, 1, 1),
    citation="工伤保险条例#18",
    id="application",
    key=("identity", "injured_at"),
    fields=(
        Field("applicant_kind", "申请人类别", "Kind of applicant", Kind.CHOICE, required=True, choices=APPLICANTS),
        Field("applicant_name", "申请人", "Applicant", Kind.TEXT, required=True, limit=120),
        Field("worker_name", "职工姓名", "Worker's name", Kind.PERSON_NAME, required=True),
        Field("identity", "身份证号码", "Identity number", Kind.IDENTITY, required=True),
        Field("phone", "联系电话", "Telephone", Kind.PHONE, required=True),
        Field("uscc", "单位统一社会信用代码", "Employer's credit code", Kind.USCC, required=True),
        Field("employer_name", "用人单位", "Employer", Kind.EMPLOYER_NAME, required=True),
        Field("employer_phone", "单位电话", "Employer's telephone", Kind.PHONE),
        Field("responsibility", "责任单位依据", "Why this unit answers", Kind.CHOICE, choices=RESPONSIBILITIES),
        Field("host_employer_name", "用工单位", "Host unit", Kind.TEXT, required_when=When("responsibility", ("dispatch", "subcontract", "affiliated"))),
        Field("occupation", "职业、工种或者工作岗位", "Occupation", Kind.TEXT, required=True, limit=60),
        Field("claimed_item", "申请情形", "Claimed item", Kind.CHOICE, required=True, choices=CLAIMED),
        Field("injured_at", "事故时间", "Time of the accident", Kind.DATETIME, required=True),
        Field("place", "事故地点", "Place", Kind.TEXT, required=True),
        Field("told", "受伤害经过简述", "What happened", Kind.LONG_TEXT, required=True, limit=2000),
        Field("diagnosed_at", "诊断时间", "Time of the diagnosis", Kind.DATETIME, required_when=When("claimed_item", ("14-4", "15-1-1"))),
        Field("died_at", "死亡时间", "Time of death", Kind.DATETIME, required_when=DEATH),
        Field("hospital", "诊断医疗机构", "Hospital", Kind.TEXT, required=True, limit=120),
        Field("diagnosis", "诊断结论或者职业病名称", "Diagnosis", Kind.TEXT, required=True, limit=300),
        Field("diagnosis_codes", "疾病编码", "Diagnosis codes (ICD-10)", Kind.TEXT),
        Field("injured_parts", "受伤害部位", "Injured parts", Kind.TEXT),
        Field("accident_type", "事故类别", "Accident type", Kind.CHOICE, choices=ACCIDENT_TYPES),
        Field("accident_cause", "事故原因", "Accident cause", Kind.CHOICE, choices=ACCIDENT_CAUSES),
        Field("witnesses", "证人", "Witnesses", Kind.TEXT),
    ),
    checks=(in_order, coded),
)  # fmt: skip
