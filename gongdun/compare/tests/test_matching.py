"""Persons without a number: more of them found than by exact name and birth date, and hardly a wrong one. Suggestions, as keys only."""

import csv
import importlib.util
import os
import random

import duckdb
import pytest

from gongdun.compare import commands, matching
from gongdun.compare.keys import LocalKeys
from gongdun.compare.tests.builders import citizen
from gongdun.law.refusal import Refusal

KEYS = LocalKeys(b"k" * 32)
FAMILIES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂文辉玲"
HOMES = ("320402", "320411", "320481", "341102", "411722")


@pytest.fixture
def splink():
    """Splink is an extra: without it, and in the short suite, this is loudly not run."""
    if importlib.util.find_spec("splink") is None:
        assert os.environ.get("GONGDUN_FULL") != "1", "GONGDUN_FULL=1 needs gongdun[match]."
        pytest.skip("NOT RUN: matching needs the extra gongdun[match]")


def people(count):
    """Register rows: number, name, sex, birth, phone, home; many share a name."""
    chance = random.Random(5)
    rows, taken = [], set()
    while len(rows) < count:
        born = f"{chance.randint(1962, 2002)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
        man, serial = chance.random() < 0.5, chance.randint(0, 240)
        number = citizen(serial, born, man)
        if number in taken:
            continue
        taken.add(number)
        name = chance.choice(FAMILIES) + "".join(chance.choice(GIVEN) for _ in range(chance.randint(1, 2)))
        day = f"{born[:4]}-{born[4:6]}-{born[6:]}"
        rows.append([number, name, "1" if man else "2", day, f"154{chance.randint(0, 99_999_999):08d}", chance.choice(HOMES)])
    return rows


def spoilt(rows):
    """As a hospital or a court writes them: one sign of the name or of the birth date wrong in every fifth, phones and homes often missing."""
    chance = random.Random(9)
    for _, name, sex, born, phone, home in rows:
        lot = chance.random()
        if lot < 0.1:
            born = f"{born[:8]}{int(born[8:]) % 28 + 1:02d}"
        elif lot < 0.2:
            name = name[:-1] + chance.choice([sign for sign in GIVEN if sign != name[-1]])
        yield [name, born, sex, phone if chance.random() < 0.7 else "", home if chance.random() < 0.8 else ""]


def write(path, heads, rows):
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([heads, *rows])
    return path


@pytest.fixture
def files(tmp_path):
    register = people(3000)
    known = register[:800]
    named = write(tmp_path / "named.csv", ["姓名", "出生日期", "性别", "电话", "户籍地"], spoilt(known))
    persons = write(tmp_path / "persons.csv", ["id_number", "name", "sex", "born_on", "phone", "household"], register)
    return known, register, named, persons


def test_more_are_found_than_by_exact_name_and_birth_and_hardly_a_wrong_one(splink, files, tmp_path):
    known, register, named, persons = files
    matched = matching.suggest(named, persons, tmp_path / "out", KEYS)
    suggested = duckdb.connect().execute(f"select row, person_key from '{matched.file}'").fetchall()
    truth = {place + 2: KEYS.persons([row[0]])[0] for place, row in enumerate(known)}
    right = sum(truth[row] == key for row, key in suggested)
    assert right >= 0.999 * len(suggested)
    assert right >= 1.1 * exactly(named, register, known)


def exactly(named, register, known):
    """How many are found by exact name and birth date, where these name one person."""
    by_name = {}
    for number, name, _, born, *_ in register:
        by_name.setdefault((name, born), []).append(number)
    asked = list(csv.reader(named.open(encoding="utf-8")))[1:]
    return sum(by_name.get((name, born)) == [row[0]] for (name, born, *_), row in zip(asked, known, strict=True))


def test_the_command_writes_keys_and_no_name(splink, files, tmp_path, capsys):
    *_, named, persons = files
    words = ["match", "--named", str(named), "--register", str(persons), "--out", str(tmp_path / "out")]
    assert commands.main(words) == 0
    assert "A suggestion is no identity" in capsys.readouterr().out
    columns = duckdb.connect().execute(f"describe select * from '{tmp_path}/out/suggestions.parquet'").fetchall()
    assert [name for name, *_ in columns] == ["row", "person_key", "probability_millionths", "agreeing"]


def test_without_splink_the_extra_is_named(files, tmp_path, monkeypatch):
    *_, named, persons = files
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match=r"gongdun\[match\]"):
        matching.suggest(named, persons, tmp_path / "out", KEYS)


def test_a_missing_file_is_refused(splink, files, tmp_path):
    with pytest.raises(Refusal, match="There is no file"):
        matching.suggest(tmp_path / "nobody.csv", files[3], tmp_path / "out", KEYS)
