"""Kills, full disks, bad deliveries: the last complete state stands, and the next run goes on from it."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from gongdun.compare import commands
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.limits import NoMemory, NoRoom
from gongdun.compare.months import Month
from gongdun.compare.runner import run
from gongdun.compare.runs import Runs, read_leads
from gongdun.compare.scratch import PREFIX, scratch_folder
from gongdun.compare.tests.builders import a_declaration, a_wage, an_employer, citizen, deliver
from gongdun.law.refusal import Refusal

MONTHS = [f"2022-{month:02d}" for month in range(3, 9)]
PEOPLE = [citizen(number) for number in range(250)]
LAST = Month.parse(MONTHS[-1])


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Six months of ten employers; every tenth person is paid and not insured."""
    folder = tmp_path_factory.mktemp("data")
    deliver(folder, "employers", [an_employer(number) for number in range(10)])
    for month in MONTHS:
        deliver(folder, f"payroll-{month}", [a_wage(month, person, at=place % 10) for place, person in enumerate(PEOPLE)])
        insured = [(place, person) for place, person in enumerate(PEOPLE) if place // 10 % 10]
        deliver(folder, f"declarations-{month}", [a_declaration(month, person, at=place % 10) for place, person in insured])
    return folder


@pytest.fixture(scope="module")
def undisturbed(data, tmp_path_factory):
    out = keyed(tmp_path_factory.mktemp("undisturbed"))
    return leads_of(run(data, MONTHS[-1], out, rules=["uninsured_employees"]))


def leads_of(manifest):
    return [lead.fingerprint for lead in read_leads(manifest.leads_file)]


def command(data, out):
    words = ["compare", "run", "--data", str(data), "--month", MONTHS[-1], "--out", str(out), "--rules", "uninsured_employees"]
    return [sys.executable, "-m", "gongdun", *words]


def keyed(out):
    out.mkdir(exist_ok=True)
    (out / "identity.key").write_bytes(b"k" * 32)
    (out / "identity.key").chmod(0o600)
    return out


def killed_when(data, out, scratch, has_come) -> bool:
    """Start the command, kill it with signal 9 once something has come about; whether it was alive then."""
    environment = os.environ | {"TMPDIR": str(scratch)}
    with subprocess.Popen(command(data, out), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not has_come():
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


MOMENTS = {
    "the first file is in the lake": lambda out: (out / "lake" / "catalogue.json").exists(),
    "half of the files are in the lake": lambda out: len(list((out / "lake").glob("declarations/*/v1.parquet"))) >= 3,
    "the last file is being written": lambda out: (out / "lake" / "payroll" / MONTHS[-1]).exists(),
    "the state is being made": lambda out: (out / "state" / "employer_months").exists(),
    "the run is being written": lambda out: (out / "runs" / ".unfinished").exists(),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_the_last_complete_state_and_the_next_run_goes_on(data, undisturbed, tmp_path, moment):
    out, scratch = keyed(tmp_path / "out"), tmp_path / "scratch"
    scratch.mkdir()
    assert killed_when(data, out, scratch, lambda: MOMENTS[moment](out))
    lake = Lake(out / "lake")
    for name in ("declarations", "payroll", "employers"):
        for partition in lake.current(name, LAST):
            assert lake.verify(partition).exists()
    assert Runs(out / "runs").finished() == []
    manifest = run(data, MONTHS[-1], out, rules=["uninsured_employees"])
    assert leads_of(manifest) == undisturbed != []
    assert [partition.version for partition in Lake(out / "lake").current("declarations", LAST)] == [1] * len(MONTHS)


def test_what_a_killed_run_spilled_is_removed_by_the_next(data, tmp_path, monkeypatch):
    out, scratch = keyed(tmp_path / "out"), tmp_path / "scratch"
    scratch.mkdir()
    assert killed_when(data, out, scratch, lambda: (out / "lake" / "catalogue.json").exists())
    assert list(scratch.glob(f"{PREFIX}*"))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with scratch_folder() as living:
        assert list(scratch.glob(f"{PREFIX}*")) == [living]
        with scratch_folder():
            assert living.exists()
    assert list(scratch.iterdir()) == []


def test_a_disk_that_fills_is_said_and_leaves_the_last_complete_state(data, undisturbed, tmp_path):
    """A file-size limit stands for the full disk: the system refuses the write in the same place."""
    out = keyed(tmp_path / "out")

    def narrow():
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))

    ended = subprocess.run(command(data, out), preexec_fn=narrow, capture_output=True, text=True, env=os.environ | {"GONGDUN_LANG": "en"})
    assert ended.returncode == 2
    assert "Make room" in ended.stderr and "Traceback" not in ended.stderr
    assert Runs(out / "runs").finished() == []
    assert leads_of(run(data, MONTHS[-1], out, rules=["uninsured_employees"])) == undisturbed


def test_too_little_memory_is_said(data, tmp_path):
    with pytest.raises((NoMemory, NoRoom), match="memory"):
        run(data, MONTHS[-1], keyed(tmp_path / "out"), memory="1MB")


def test_a_month_delivered_twice_alike_changes_nothing(data, tmp_path):
    mine, out = tmp_path / "mine", keyed(tmp_path / "out")
    shutil.copytree(data, mine)
    first = run(mine, MONTHS[-1], out, rules=["uninsured_employees"])
    shutil.copy(mine / f"payroll-{MONTHS[-1]}.csv", mine / f"payroll-{MONTHS[-1]}.v2.csv")
    again = run(mine, MONTHS[-1], out, rules=["uninsured_employees"])
    assert leads_of(first) == leads_of(again)
    assert [partition.version for partition in Lake(out / "lake").partitions["payroll", MONTHS[-1]]] == [1]


def test_another_key_file_is_refused(data, tmp_path):
    out = keyed(tmp_path / "out")
    run(data, MONTHS[-1], out, rules=["uninsured_employees"])
    with pytest.raises(Refusal, match="another key file"):
        run(data, MONTHS[-1], out, rules=["uninsured_employees"], keys=LocalKeys(b"x" * 32))
    (out / "identity.key").unlink()
    with pytest.raises(Refusal, match="another key file"):
        run(data, MONTHS[-1], out, rules=["uninsured_employees"])


def test_a_key_file_others_can_read_or_a_torn_one_is_refused(tmp_path):
    path = keyed(tmp_path) / "identity.key"
    path.chmod(0o644)
    with pytest.raises(Refusal, match="can be read by others"):
        LocalKeys.from_file(path)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(Refusal, match="damaged"):
        LocalKeys.from_file(path)


BAD = {
    "no such month": ({"--month": "2022-13"}, "is no month"),
    "no such folder": ({"--data": "/nowhere/at/all"}, "There is no folder"),
    "no such key file": ({"--keys": "/nowhere/at/all"}, "There is no key file"),
    "no such parameter file": ({"--parameters": "/nowhere/at/all"}, "cannot be read"),
    "no such suppressions": ({"--suppressions": "/nowhere/at/all"}, "no file of suppressions"),
    "no such rule": ({"--rules": "uninsured_employes"}, "There is no rule"),
    "no amount of memory": ({"--memory": "much"}, "no amount of memory"),
    "no reason to reveal": ({"--reveal": "  "}, "for a reason only"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_word_on_the_command_line_is_refused_in_a_sentence(data, tmp_path, fault):
    wrong, sentence = BAD[fault]
    words = {"--data": str(data), "--month": MONTHS[-1], "--out": str(tmp_path / "out")} | wrong
    with pytest.raises(Refusal, match=sentence) as refused:
        commands.main(["run", *(word for pair in words.items() for word in pair)])
    assert refused.value.text("zh_Hans") != refused.value.text("en")


def test_revealing_without_the_files_is_refused(data, tmp_path):
    with pytest.raises(Refusal, match="--data"):
        run(None, MONTHS[-1], tmp_path / "out", reveal={"reason": "交办"})


FILES = {
    "semicolons": ("payroll-2022-08.csv", b"month;uscc;id_number;kind;income\n", "separates its columns"),
    "empty": ("payroll-2022-08.csv", b"", "lacks the columns"),
    "a heading only": ("payroll-2022-08.csv", b"month,uscc,id_number,kind,income\n", "no row"),
    "no workbook": ("payroll-2022-08.xlsx", b"PK and nothing more", "cannot be read as a workbook"),
    "no Parquet": ("payroll-2022-08.parquet", b"PAR1", "no whole Parquet file"),
    "UTF-16": ("payroll-2022-08.csv", "month,uscc\n".encode("utf-16"), "neither UTF-8 nor GB18030"),
    "a heading twice": ("payroll-2022-08.csv", b"month,month,uscc\n", "same heading twice"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_bad_file_is_refused_in_a_sentence_in_both_languages(tmp_path, fault):
    name, content, sentence = FILES[fault]
    folder = Path(tmp_path / "data")
    folder.mkdir()
    (folder / name).write_bytes(content)
    with pytest.raises(Refusal, match=sentence) as refused:
        run(folder, "2022-08", tmp_path / "out")
    assert refused.value.text("zh_Hans") != refused.value.text("en")
    assert Lake(tmp_path / "out" / "lake").partitions == {}
