"""新业态人员名单 — one row a person and month."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="新业态人员名单",
    title_en="List of new-form workers",
    version=date(2022, 1, 1),
    citation="常人社规〔2019〕1号",
    id="platform_lists",
    key=("uscc", "identity", "month"),
    fields=(
        Field("uscc", "用工单位统一社会信用代码", "Credit code of the unit", Kind.TEXT, required=True, limit=18, synonyms=("信用代码",)),
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True, synonyms=("身份证号", "公民身份号码")),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("month", "参保月份首日", "First day of the month", Kind.DATE, required=True),
        Field("basis", "平台名册或者协议编号", "Platform's list or agreement", Kind.TEXT, limit=200),
        Field("income", "当月结算收入（元）", "Income settled in the month (yuan)", Kind.MONEY),
        Field("base", "缴费基数（元）", "Contribution base (yuan)", Kind.MONEY),
        Field("result", "比对结果", "Result", Kind.TEXT, limit=60),
    ),
)
