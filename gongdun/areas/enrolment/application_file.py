"""省平台参保申请文件 — the rows of an application as the platform's clerk types or uploads them: with full numbers, by the hand-over door only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongdun.areas.enrolment.eligibility import PLATFORM
from gongdun.areas.enrolment.forms.platform_application import FORM
from gongdun.areas.enrolment.models import CoverPerson, SingleCover
from gongdun.desk import sheets


def workbook(one: SingleCover, persons: Sequence[CoverPerson], numbers: Mapping[int, str]) -> bytes:
    rows = [
        {
            "position": person.position, "uscc": one.employer.uscc, "employer": one.employer.name, "identity": numbers[person.worker.person_key],
            "name": person.worker.name, "scheme": PLATFORM[one.scheme], "operation": "enrol", "starts_on": person.starts_on, "ends_on": person.ends_on,
            "pay": person.pay_fen or None, "contribution": person.contribution_fen, "reason": one.matter.number,
        }
        for person in persons
    ]  # fmt: skip
    return sheets.template(FORM, rows, language="zh_Hans")
