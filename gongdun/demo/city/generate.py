"""The city written: draw the mass, let the scenarios plant, select the files, and put the folder in place in one step."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import numpy as np
from tqdm import tqdm

from gongdun.demo.city import VERSION, files, selections
from gongdun.demo.city.frame import Connection, build_frame, load
from gongdun.demo.city.incidents import add_incidents
from gongdun.demo.city.mass import draw_mass
from gongdun.demo.city.months import month_index, month_text
from gongdun.demo.city.places import DISTRICTS
from gongdun.demo.city.scenarios import plant
from gongdun.demo.city.stage import Stage
from gongdun.demo.city.tables import TABLES, TRUTH
from gongdun.law.refusal import Refusal

SMALLEST, LONGEST = 2000, 60
FACTS = "city.json"


@dataclass(frozen=True)
class Wish:
    """What was asked for: persons, first month (text), number of months, seed, file format."""

    persons: int
    first_month: str
    months: int
    seed: int
    format: str = "parquet"

    def __post_init__(self) -> None:
        if self.persons < SMALLEST:
            raise Refusal("A city needs at least {least} persons to hold every scenario; {persons} were asked for.", **self.told())
        if not 3 <= self.months <= LONGEST:
            raise Refusal("A city spans 3 to {longest} months; {months} were asked for.", **self.told())
        month_index(self.first_month)

    def told(self) -> dict[str, int]:
        return {"least": SMALLEST, "longest": LONGEST, "persons": self.persons, "months": self.months}

    @property
    def first(self) -> int:
        return month_index(self.first_month)

    @property
    def last(self) -> int:
        return self.first + self.months - 1


@dataclass(frozen=True)
class Job:
    """One file to write: its table, its name without the ending, what it holds."""

    table: str
    stem: str
    select: str


def generate(wish: Wish, folder: Path, *, force: bool = False, quiet: bool = False) -> dict:
    """Writes the city into a folder and returns its facts (also in `city.json`). Nothing is half written: the folder appears whole."""
    folder = folder.resolve()
    refuse_other_contents(folder, force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        facts = write_city(wish, workshop, quiet=quiet)
        put_in_place(workshop, folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return facts


def refuse_other_contents(folder: Path, force: bool) -> None:
    """A folder that holds something is replaced only on --force, and only if it is an earlier city: nothing else is ever deleted."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not force:
        raise Refusal(
            "The folder {folder} is not empty. Choose another one, or say --force to replace an earlier city.", folder=str(folder)
        )
    if not (folder / FACTS).is_file():
        raise Refusal("{folder} holds something that is no earlier city (no city.json): --force does not delete it.", folder=str(folder))


def put_in_place(workshop: Path, folder: Path) -> None:
    """The old folder steps aside before the new one takes its name, so that no moment mixes the two."""
    aside = workshop.with_name(workshop.name + ".old")
    if folder.exists():
        folder.rename(aside)
    workshop.rename(folder)
    folder.chmod(0o755)
    shutil.rmtree(aside, ignore_errors=True)


def write_city(wish: Wish, folder: Path, *, quiet: bool) -> dict:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Asia/Shanghai'")
    with tqdm(total=4 + 3 * wish.months + len(TABLES), disable=quiet, desc="城市数据", unit="步", ascii=False) as bar:
        stage = prepare(connection, wish, bar)
        jobs = [*monthly_files(wish), *single_files(wish)]
        counts = dict.fromkeys(TABLES, 0)
        bar.total = 4 + len(jobs)
        for job in jobs:
            rows = files.write(connection, job.select, folder / job.stem, wish.format, TABLES[job.table])
            counts[job.table] += 0 if job.stem.endswith(".v2") else rows
            bar.update()
    write_truth(connection, stage, folder)
    return write_facts(connection, wish, counts, stage, folder)


def prepare(connection: Connection, wish: Wish, bar: tqdm) -> Stage:
    """Everything drawn and planted, in the database and ready to be selected."""
    stage = Stage(np.random.default_rng([wish.seed, 1]), wish.first, wish.last)
    plant(stage, wish.persons)
    bar.update()
    employers = max(wish.persons * 6 // 100 - len(stage.employers), wish.persons // 40)
    rng = np.random.default_rng([wish.seed, 2])
    mass = draw_mass(rng, wish.persons - len(stage.persons), employers, wish.first, wish.months)
    bar.update()
    build_frame(connection, mass, stage)
    tell_spellings(connection, stage)
    bar.update()
    add_incidents(connection, mass, stage, rng)
    bar.update()
    return stage


def tell_spellings(connection: Connection, stage: Stage) -> None:
    """Some of the mass whom the tax office writes carelessly: insured all the same, and nobody else."""
    careless = """
        SELECT id_number, uscc, CASE WHEN trim(pay_number) <> pay_number THEN '证件号码前后有空格' WHEN length(pay_number) = 15 THEN '15位旧证件号码'
               WHEN pay_number LIKE '%x' THEN '证件号码末位小写' WHEN pay_number <> id_number THEN '证件号码为全角数字' ELSE '姓名中夹有空格' END AS why
        FROM work WHERE NOT is_planted AND NOT is_service AND pay_last > 100000 AND (pay_number <> id_number OR pay_name LIKE '% %')
        QUALIFY row_number() OVER (PARTITION BY why ORDER BY person) <= 8 ORDER BY why, person"""
    for number, code, why in connection.execute(careless).fetchall():
        for rule in ("uninsured_employees", "identity_conflict"):
            stage.truths.append((rule, "innocent", number, code, None, None, None, None, "careless_spelling", why, None))


def monthly_files(wish: Wish) -> list[Job]:
    """The months. One payroll month is sent twice alike; one month of declarations is sent again as `.v2`, corrected."""
    jobs = []
    for month in range(wish.first, wish.last + 1):
        text = month_text(month)
        declared, paid = selections.declarations(month, wish.first), selections.payroll(month, wish.first)
        if month == wish.last - 1:
            wrong = selections.declarations(month, wish.first, is_first_sending=True)
            jobs += [Job("declarations", f"declarations-{text}", wrong), Job("declarations", f"declarations-{text}.v2", declared)]
        else:
            jobs.append(Job("declarations", f"declarations-{text}", declared))
        jobs.append(Job("payroll", f"payroll-{text}", paid))
        if month == wish.first + wish.months // 3:
            jobs.append(Job("payroll", f"payroll-{text}.v2", paid))
        jobs.append(Job("other_cover", f"other_cover-{text}", selections.other_cover(month)))
    return jobs


def single_files(wish: Wish) -> list[Job]:
    selected = {
        "employers": selections.employers(),
        "persons": selections.persons(),
        "enrolments": selections.enrolments(),
        "employment": selections.employment(),
        "pensioners": selections.pensioners(),
        "licences": selections.licences(wish.first),
    }
    monthly = {"declarations", "payroll", "other_cover"}
    return [Job(table, table, selected.get(table) or selections.planted(table)) for table in TABLES if table not in monthly]


def write_truth(connection: Connection, stage: Stage, folder: Path) -> None:
    """The truth as Parquet and, for eyes, as CSV."""
    load(connection, "truth", TRUTH, stage.truths)
    files.write(connection, "SELECT * FROM truth", folder / "truth", "parquet", TRUTH)
    with (folder / "truth.csv").open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(TRUTH)
        writer.writerows(stage.truths)


def write_facts(connection: Connection, wish: Wish, counts: dict[str, int], stage: Stage, folder: Path) -> dict:
    """`city.json`: how the city was made and what it holds."""
    by_rule = connection.execute("SELECT rule, kind, count(*) FROM truth GROUP BY ALL ORDER BY ALL").fetchall()
    by_district = connection.execute("SELECT district, count(*) FROM employer GROUP BY ALL ORDER BY ALL").fetchall()
    facts = {
        "version": VERSION,
        "arguments": asdict(wish),
        "months": [month_text(month) for month in range(wish.first, wish.last + 1)],
        "districts": {code: name for code, name, _ in DISTRICTS},
        "employers_by_district": dict(by_district),
        "rows": counts,
        "planted": {"persons": len(stage.persons), "employers": len(stage.employers)},
        "truth": {f"{rule}.{kind}": count for rule, kind, count in by_rule},
        "resent": {
            "alike": f"payroll-{month_text(wish.first + wish.months // 3)}",
            "corrected": f"declarations-{month_text(wish.last - 1)}",
        },
    }
    (folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return facts
