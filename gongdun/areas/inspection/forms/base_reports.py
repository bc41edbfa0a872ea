"""基数异常报告表 — several abnormal bases at once, one matter a row."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="基数异常报告",
    title_en="Abnormal bases",
    version=date(2022, 1, 1),
    citation="劳动保障监察条例#27",
    id="base_reports",
    key=("uscc", "first"),
    fields=(
        Field("uscc", "统一社会信用代码", "Credit code", Kind.USCC, required=True),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME),
        Field("first", "起始月份", "First month", Kind.MONTH, required=True),
        Field("last", "截止月份", "Last month", Kind.MONTH, required=True),
        Field("declared", "申报基数（元/月）", "Declared base (yuan a month)", Kind.MONEY, required=True),
        Field("actual", "实际工资（元/月）", "Actual wage (yuan a month)", Kind.MONEY, required=True),
        Field("evidence", "证据", "Evidence", Kind.LONG_TEXT, required=True, limit=400),
        Field("number", "办件编号", "Matter", Kind.TEXT),
    ),
)
