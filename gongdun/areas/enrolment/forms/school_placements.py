"""院校实习名册 — one row a student and unit."""

from datetime import date

from gongdun.kernel.forms import Field, Form, Kind

FORM = Form(
    title="院校实习名册",
    title_en="Placement roster of a school",
    version=date(2022, 1, 1),
    citation="苏人社规〔2020〕6号",
    id="school_placements",
    key=("identity", "uscc", "starts_on"),
    fields=(
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True, synonyms=("身份证号", "公民身份号码")),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True),
        Field("uscc", "实习单位统一社会信用代码", "Credit code of the unit", Kind.TEXT, required=True, limit=18, synonyms=("信用代码",)),
        Field("employer", "实习单位", "Unit", Kind.TEXT, required=True, limit=120),
        Field("starts_on", "实习开始日期", "From", Kind.DATE, required=True),
        Field("ends_on", "实习结束日期", "Until", Kind.DATE, required=True),
    ),
)
