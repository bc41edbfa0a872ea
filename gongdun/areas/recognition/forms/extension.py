"""延长工伤认定申请期限申请表 — what the employer says at the counter."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="延长工伤认定申请期限申请表",
    title_en="Request for a longer term to apply",
    version=date(2011, 1, 1),
    citation="工伤保险条例#17",
    id="extension",
    key=("identity", "injured_on"),
    fields=(
        Field("uscc", "单位统一社会信用代码", "Employer's credit code", Kind.USCC, required=True),
        Field("worker_name", "职工姓名", "Worker's name", Kind.PERSON_NAME, required=True),
        Field("identity", "身份证号码", "Identity number", Kind.IDENTITY, required=True),
        Field("injured_on", "事故或者诊断日期", "Day of the accident or diagnosis", Kind.DATE, required=True),
        Field("ground", "延长理由", "Why more time is needed", Kind.LONG_TEXT, required=True, limit=300),
    ),
)
