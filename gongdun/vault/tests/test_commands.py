from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from gongdun.cli import main
from gongdun.vault import journal
from gongdun.vault.tests.conftest import CLERK, superuser

NOON = datetime(2022, 10, 17, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("GONGDUN_LANG", "en")


def write(count: int) -> list[int]:
    return [journal.record(actor=CLERK, action="a", subject=f"matter:{n}", at=NOON, persons=[n]) for n in range(count)]


def test_the_command_line_seals_verifies_and_says_what_is_wrong(capsys):
    ids = write(5)
    assert main(["journal", "seal"]) == 0
    assert main(["journal", "verify"]) == 0
    assert capsys.readouterr().out == "5 entries were sealed.\nThe journal is whole.\n"
    with superuser() as attacker:
        attacker.execute("delete from vault_entry where id = %s", [ids[2]])
    assert main(["journal", "verify", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["whole"] is False
    assert [(finding["kind"], finding["entry"]) for finding in said["findings"]] == [("removed", ids[2])]


@pytest.mark.parametrize(
    ("words", "count"), [(["--person", "2"], 1), (["--subject", "matter:3"], 1), (["--officer", "7"], 5), (["--officer", "8"], 0)]
)
def test_the_command_line_searches(capsys, words, count):
    write(5)
    assert main(["journal", "search", *words]) == 0
    assert len([json.loads(line) for line in capsys.readouterr().out.splitlines()]) == count


def test_a_search_for_nothing_and_an_unknown_verb_are_refused(capsys):
    assert main(["journal", "search"]) == 2
    assert capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["journal", "erase"])


def test_the_command_line_draws_the_same_sample_again(capsys):
    write(20)
    assert main(["journal", "sample", "--seed", "2022", "--count", "5"]) == 0
    first = capsys.readouterr().out
    assert main(["journal", "sample", "--seed", "2022", "--count", "5"]) == 0
    assert first == capsys.readouterr().out
    assert len(first.splitlines()) == 5


def test_the_command_line_rotates_the_keys(capsys):
    assert main(["journal", "rotate-keys"]) == 0
    assert capsys.readouterr().out == "0 numbers were sealed again under new keys.\n"


def test_the_command_line_speaks_chinese(capsys, monkeypatch):
    monkeypatch.delenv("GONGDUN_LANG")
    ids = write(5)
    main(["journal", "seal"])
    with superuser() as attacker:
        attacker.execute("delete from vault_entry where id = %s", [ids[2]])
    assert main(["journal", "verify"]) == 1
    assert capsys.readouterr().out == f"已封存 5 条日志。\n第 {ids[2]} 条日志已不存在；第 1 号封存中仍有它的摘要。\n"
