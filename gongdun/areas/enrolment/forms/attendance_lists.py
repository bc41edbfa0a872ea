"""工地实名考勤名单 — one row a person and stretch of days."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="工地实名考勤名单",
    title_en="Attendance list of building sites",
    version=date(2022, 1, 1),
    citation="保障农民工工资支付条例#28；人社部发〔2014〕103号",
    id="attendance_lists",
    key=("project", "identity", "from_on"),
    fields=(
        Field("project", "项目编号", "Project number", Kind.TEXT, required=True, limit=60),
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True, synonyms=("身份证号", "公民身份号码")),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("from_on", "首次到场日期", "First day on site", Kind.DATE, required=True),
        Field("until_on", "末次到场日期", "Last day on site", Kind.DATE, required=True),
        Field("result", "比对结果", "Result", Kind.TEXT, limit=60),
    ),
)
