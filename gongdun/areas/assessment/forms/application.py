"""劳动能力鉴定申请表 — one definition for counter, portal and workbook."""

from datetime import date

from gongdun.areas.assessment.models import Kind as Asked
from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind, When
from gongdun.kernel.words import Title

WORDS = {
    "first": Title("初次鉴定", "first grade"),
    "review": Title("复查鉴定", "review after a year"),
    "care": Title("生活自理障碍鉴定", "living care"),
    "paid_leave": Title("停工留薪期延长确认", "extension of the paid leave period"),
    "device": Title("辅助器具配置确认", "assistive device"),
    "relapse": Title("旧伤复发确认", "relapse of an old injury"),
    "rehabilitation": Title("工伤康复确认", "rehabilitation"),
    "causal_link": Title("疾病与工伤关联确认", "causal link of a disease"),
    "dependant": Title("供养亲属劳动能力鉴定", "full disability of a dependant"),
    "not_work": Title("因病或者非因工致残鉴定", "illness or injury not caused by work"),
}
KINDS = CodeList("assessment_kind", Title("鉴定类别", "Kind"), tuple(Choice(value, WORDS[value]) for value in Asked.values))
APPLICANTS = CodeList("assessment_applicant", Title("申请人", "Applicant"), (
    Choice("worker", Title("职工或者近亲属", "worker or kin")), Choice("employer", Title("用人单位", "employer")),
    Choice("agency", Title("经办机构", "agency"))))  # fmt: skip

FORM = Form(
    title="劳动能力鉴定申请表",
    title_en="Application for assessment of working capacity",
    version=date(2014, 4, 1),
    citation="工伤保险条例#23",
    id="application",
    key=("identity", "kind"),
    fields=(
        Field("kind", "鉴定类别", "Kind", Kind.CHOICE, required=True, choices=KINDS),
        Field("applicant_kind", "申请人类别", "Kind of applicant", Kind.CHOICE, required=True, choices=APPLICANTS),
        Field("applicant_name", "申请人", "Applicant", Kind.TEXT, required=True, limit=120),
        Field("identity", "身份证号码", "Identity number", Kind.IDENTITY, required=True),
        Field("recognition_number", "工伤认定决定书文号", "Number of the recognition decision", Kind.TEXT,
              required_when=When("kind", ("first", "review", "care", "paid_leave", "device", "relapse", "rehabilitation", "causal_link"))),
        Field("injured_parts", "伤情和部位", "Injury and parts", Kind.TEXT, required=True),
        Field("diagnosis_codes", "疾病编码", "Diagnosis codes (ICD-10)", Kind.TEXT),
        Field("is_stable", "伤情相对稳定", "The condition is stable", Kind.BOOLEAN, required=True),
    ),
)  # fmt: skip
