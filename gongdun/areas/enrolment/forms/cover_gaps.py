"""未参保缺口清单 — employers with somebody paid and not insured; it only goes out."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="未参保缺口清单",
    title_en="Gap list of cover",
    version=date(2022, 1, 1),
    citation="社会保险法#58；常州市扩面增效专项行动措施1、2",
    id="cover_gaps",
    fields=(
        Field("month", "月份", "Month", Kind.MONTH),
        Field("uscc", "统一社会信用代码", "Credit code", Kind.USCC),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME),
        Field("industry", "行业", "Trade", Kind.TEXT),
        Field("paid", "发放工资人数", "Paid wages", Kind.INTEGER),
        Field("both", "其中参保", "Of them insured", Kind.INTEGER),
        Field("gap", "缺口", "Gap", Kind.INTEGER),
    ),
)
