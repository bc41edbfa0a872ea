"""省平台单险种参保申请 — what goes out: the platform's own scheme and operation words, one row a person."""

from datetime import date

from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind
from gongdun.kernel.words import Title

PLATFORM_SCHEMES = CodeList(
    "platform_schemes",
    Title("险种类别", "Scheme"),
    (
        Choice("employee", Title("职工", "employee")),
        Choice("over_age", Title("超龄", "over-age")),
        Choice("intern", Title("实习", "intern")),
        Choice("new_form", Title("新业态", "new-form")),
    ),
)
OPERATIONS = CodeList("platform_operations", Title("业务类型", "Operation"), (Choice("enrol", Title("增员", "enrol")),))

FORM = Form(
    title="单险种参保申请",
    title_en="Application for single-line cover",
    version=date(2022, 1, 1),
    citation="苏人社规〔2020〕6号；社会保险法#58",
    id="platform_application",
    fields=(
        Field("position", "序号", "Row", Kind.INTEGER, required=True),
        Field("uscc", "统一社会信用代码", "Credit code", Kind.USCC, required=True),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME),
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("scheme", "险种类别", "Scheme", Kind.CHOICE, required=True, choices=PLATFORM_SCHEMES),
        Field("operation", "业务类型", "Operation", Kind.CHOICE, required=True, choices=OPERATIONS),
        Field("starts_on", "参保起始日", "First day", Kind.DATE, required=True),
        Field("ends_on", "协议终止日", "Last day of the agreement", Kind.DATE),
        Field("pay", "报酬（元）", "Pay (yuan)", Kind.MONEY),
        Field("contribution", "核算缴费（元）", "Contribution (yuan)", Kind.MONEY),
        Field("reason", "来源办件", "Matter", Kind.TEXT),
    ),
)
