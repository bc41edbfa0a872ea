"""One form and rows for the sheets' tests. The numbers are invented and only pass their checksums."""

from __future__ import annotations

import datetime
from typing import Any

from stdnum.iso7064 import mod_11_2

from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind, Title, When

DISTRICTS = CodeList(
    "districts",
    Title("区划", "district"),
    (Choice("320411", Title("新北区", "Xinbei")), Choice("320412", Title("武进区", "Wujin")), Choice("320481", Title("溧阳市", "Liyang"))),
)
FORM = Form(
    "月度参保登记",
    "monthly enrolment",
    (
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True, synonyms=("职工姓名",)),
        Field("identity", "证件号码", "Citizen number", Kind.IDENTITY, required=True, synonyms=("身份证号",)),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME, required=True),
        Field("phone", "联系电话", "Telephone", Kind.PHONE),
        Field("enrolled_on", "参保日期", "Enrolled on", Kind.DATE, required=True),
        Field("wage", "月缴费工资", "Monthly base", Kind.MONEY, citation="社会保险法"),
        Field("share", "费率", "Rate", Kind.RATIO),
        Field("month", "费款所属期", "Month", Kind.MONTH),
        Field("district", "区划", "District", Kind.CHOICE, choices=DISTRICTS, help=Title("用工所在区", "where they work")),
        Field("has_contract", "是否签合同", "Has a contract", Kind.BOOLEAN),
        Field("contract_from", "合同起始日", "Contract from", Kind.DATE, required_when=When("has_contract", (True,))),
        Field("note", "备注", "Note", Kind.LONG_TEXT),
    ),
    version=datetime.date(2022, 1, 1),
    citation="工伤保险条例",
    id="monthly_enrolment",
    key=("identity", "employer"),
)
EMPLOYERS = ("常州澄川电子有限公司", "武进洛禾纺织有限公司", "溧阳青屿建材（集团）有限公司")


def identity(number: int) -> str:
    body = f"320411{1950 + number % 50}{1 + number % 12:02}{1 + number % 28:02}{number % 1000:03}"
    return body + mod_11_2.calc_check_digit(body)


def row(number: int, **more: Any) -> dict[str, Any]:
    return {
        "name": "戴晓霞",
        "identity": identity(number),
        "employer": EMPLOYERS[number % 3],
        "phone": "13912345678",
        "enrolled_on": datetime.date(2022, 9, 1),
        "wage": 500000 + number,
        "share": None,
        "month": datetime.date(2022, 9, 1),
        "district": "320412",
        "has_contract": True,
        "contract_from": datetime.date(2022, 8, 1),
        "note": None,
        **more,
    }
