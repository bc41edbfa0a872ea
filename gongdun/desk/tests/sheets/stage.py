"""A form with every kind of field, and workbooks as people really send them."""

import io

import xlsxwriter

from gongdun.kernel.forms import Choice, Field, Form, Kind
from gongdun.kernel.words import Title

PERSONS = ["11010519491231002X", "440308199901101512", "320411199003072618"]
FORM = Form(
    Title("月度参保登记", "Monthly enrolment"),
    (
        Field("name", Title("姓名", "Name"), Kind.TEXT, required=True, synonyms=("职工姓名",)),
        Field("person", Title("证件号码", "Identity number"), Kind.IDENTITY, required=True, synonyms=("身份证号",)),
        Field("on", Title("参保日期", "Enrolled on"), Kind.DATE, required=True),
        Field("wage", Title("月缴费工资", "Monthly base"), Kind.MONEY),
        Field(
            "district",
            Title("区划", "District"),
            Kind.CHOICE,
            choices=(Choice("320412", Title("武进区", "Wujin")), Choice("320411", Title("新北区", "Xinbei"))),
        ),
        Field("is_new", Title("新招用", "Newly hired"), Kind.BOOLEAN),
        Field("share", Title("比例", "Share"), Kind.RATIO),
        Field("month", Title("所属月", "Month"), Kind.MONTH),
        Field("at", Title("时间", "Time"), Kind.DATETIME),
        Field("persons", Title("人数", "Persons"), Kind.INTEGER),
        Field("remark", Title("备注", "Remark"), Kind.LONG_TEXT, required_when="district=320411"),
        Field("phone", Title("联系电话", "Telephone"), Kind.PHONE),
    ),
    "社会保险法#58",
    "2022-01",
    "enrolment/monthly",
)


def workbook(rows: list[list[object]], **options: object) -> bytes:
    """Rows as they are, nothing of a template."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Sheet1")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(number, place, value)
    for cell, value in options.items():
        sheet.write(cell, value)
    book.close()
    return stream.getvalue()
