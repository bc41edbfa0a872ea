"""单险种参保人员名册 — one row a person; which columns are needed depends on the application's group."""

from datetime import date

from gongdun.areas.enrolment.eligibility import RETIREMENTS, SCHOOLS
from gongdun.kernel.forms import Field, Form, Kind
from gongdun.kernel.words import Title

FORM = Form(
    title="单险种参保人员名册",
    title_en="Persons of a single-line cover",
    version=date(2022, 1, 1),
    citation="苏人社规〔2020〕6号；苏人社发〔2021〕84号；常人社规〔2019〕1号",
    id="cover_persons",
    key=("identity",),
    fields=(
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True, synonyms=("身份证号", "公民身份号码")),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("post", "岗位", "Post", Kind.TEXT, limit=60),
        Field("starts_on", "参保起始日", "First day", Kind.DATE, required=True),
        Field("ends_on", "协议终止日", "Last day of the agreement", Kind.DATE, help=Title("实习生必填", "required for interns")),
        Field("pay", "报酬（元）", "Pay (yuan)", Kind.MONEY, help=Title("超龄、快递为月报酬，实习生为协议期报酬总额", "a month's; for interns the whole agreement's")),
        Field("retired", "已办理退休手续", "Pension procedure done", Kind.BOOLEAN, help=Title("超龄人员必填", "required for over-age workers")),
        Field("retirement_kind", "退休类别", "Retirement kind", Kind.CHOICE, choices=RETIREMENTS, help=Title("女性超龄人员必填", "required for women past the age")),
        Field("school", "院校", "School", Kind.TEXT, limit=120),
        Field("school_kind", "院校类别", "Kind of school", Kind.CHOICE, choices=SCHOOLS),
        Field("basis", "备案编号或者平台名册", "Registration or platform's list", Kind.TEXT, limit=120, help=Title("快递网点、新业态必填", "required for outlets and new-form workers")),
    ),
)  # fmt: skip
