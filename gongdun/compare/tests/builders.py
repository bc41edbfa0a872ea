"""Small files as a city would deliver them, and identities that pass the checks."""

from __future__ import annotations

import csv
from pathlib import Path

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from gongdun.compare.contracts import CONTRACTS


def citizen(number: int, born: str = "19900101", man: bool = True) -> str:
    """A valid citizen number; the sequence's last digit gives the sex."""
    body = f"320411{born}{number % 50:02d}{(number // 50 % 5) * 2 + (1 if man else 0)}"
    return body + mod_11_2.calc_check_digit(body)


def employer(number: int) -> str:
    body = f"91320411MA{number:07d}"
    return body + uscc.calc_check_digit(body)


def deliver(folder: Path, name: str, rows: list[dict[str, object]], chinese: bool = False, encoding: str = "utf-8") -> Path:
    """Write rows as the CSV `name`, the missing columns of its contract empty."""
    folder.mkdir(parents=True, exist_ok=True)
    contract = CONTRACTS[name.split("-")[0]]
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.writer(stream)
        writer.writerow([column.chinese if chinese else column.name for column in contract.columns])
        writer.writerows([[row.get(column.name, "") for column in contract.columns] for row in rows])
    return path


def an_employer(number: int, **facts: object) -> dict[str, object]:
    return {"uscc": employer(number), "name": f"第{number}制造有限公司", "district": "320411", "kind": "enterprise"} | facts


def a_declaration(month: str, person: str, at: int = 1, **facts: object) -> dict[str, object]:
    return {"month": month, "uscc": employer(at), "id_number": person, "wage": "5000.00", "base": "5000.00", "paid": "1"} | facts


def a_wage(month: str, person: str, at: int = 1, **facts: object) -> dict[str, object]:
    return {"month": month, "uscc": employer(at), "id_number": person, "kind": "wage", "income": "5000.00"} | facts
