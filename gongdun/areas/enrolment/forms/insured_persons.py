"""单险种参保情况 — every person of every application with what the data say; it only goes out."""

from datetime import date

from gongdun.areas.enrolment.eligibility import SCHEMES
from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="单险种参保情况",
    title_en="Single-line covers",
    version=date(2022, 1, 1),
    citation="苏人社规〔2020〕6号；苏人社发〔2021〕84号；常人社规〔2019〕1号",
    id="insured_persons",
    fields=(
        Field("number", "办件编号", "Matter", Kind.TEXT),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME),
        Field("scheme", "人员类别", "Group", Kind.CHOICE, choices=SCHEMES),
        Field("name", "姓名", "Name", Kind.PERSON_NAME),
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY),
        Field("starts_on", "参保起始日", "First day", Kind.DATE),
        Field("ends_on", "终止日", "Last day", Kind.DATE),
        Field("contribution", "缴费（元）", "Contribution (yuan)", Kind.MONEY),
        Field("result", "结果", "Result", Kind.TEXT),
        Field("result_on", "比对日期", "Compared on", Kind.DATE),
    ),
)
