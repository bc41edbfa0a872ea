"""核查反馈表 — the inspector's offline workbook: one row per row of the list, the finding chosen from seven, read back as a whole."""

from datetime import date

from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind, When
from gongdun.kernel.words import Title

CODES = CodeList(
    "finding",
    Title("核查结论", "Finding"),
    (
        Choice("insured", Title("已参保", "already insured")),
        Choice("enrolled_now", Title("已补办", "enrolled after the check")),
        Choice("no_relation", Title("无劳动关系", "no labour relation")),
        Choice("closed", Title("已注销", "closed down")),
        Choice("not_found", Title("查无", "not found")),
        Choice("refused", Title("拒不改正", "refuses to rectify")),
        Choice("exempt", Title("依法不参保", "lawfully not insured")),
    ),
)

FORM = Form(
    title="未参保名单核查反馈表",
    title_en="Findings on an uninsured list",
    version=date(2022, 1, 1),
    citation="劳动保障监察条例#13",
    id="findings",
    key=("position",),
    fields=(
        Field("batch", "批次号", "Batch", Kind.TEXT, required=True),
        Field("position", "行号", "Row", Kind.INTEGER, required=True),
        Field("employer", "单位名称", "Employer", Kind.TEXT),
        Field("uscc", "统一社会信用代码", "Credit code", Kind.TEXT),
        Field("worker", "职工姓名", "Worker", Kind.TEXT),
        Field("identity", "证件号码", "Identity number", Kind.TEXT, sensitive=True),
        Field("finding", "核查结论", "Finding", Kind.CHOICE, required=True, choices=CODES),
        Field("arrears", "责令补缴金额", "Arrears ordered", Kind.MONEY),
        Field("remark", "备注", "Remark", Kind.TEXT, required_when=When("finding", ("exempt",))),
    ),
)
