"""项目实名制名册 — one row a person and stay."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="项目实名制名册",
    title_en="Real-name roster of a project",
    version=date(2022, 1, 1),
    citation="保障农民工工资支付条例#28；人社部发〔2014〕103号",
    id="project_workers",
    key=("identity", "in_on"),
    fields=(
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True, synonyms=("身份证号", "公民身份号码")),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("unit", "劳务单位", "Labour unit", Kind.TEXT, limit=120),
        Field("trade", "工种", "Trade", Kind.TEXT, limit=60),
        Field("in_on", "进场日期", "Came on", Kind.DATE, required=True),
        Field("out_on", "离场日期", "Left on", Kind.DATE),
    ),
)
