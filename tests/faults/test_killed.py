"""Import, comparison and hand-over, each killed at twenty points: nothing lost, nothing doubled, the journal whole."""

import shutil
from datetime import date
from functools import partial

import duckdb
import pytest
from django.db import connection

from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.models import ListRow
from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.demo.city.generate import Wish, generate
from gongdun.desk.comparison import compare_month
from gongdun.desk.models import IssuedDocument, Matter, Run
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove
from gongdun.registry.models import Snapshot
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, TODAY, Team, a_city, a_run, a_team, at, employers, lead_row, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.faults.killing import Rehearsal, everything, killed_at, row_counts, spread
from tests.journeys.test_uninsured_list import JULY, built_list, fill

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["uninsured_employees", "headcount_swing"]
ACT = {"today": TODAY, "now": at(TODAY)}


@pytest.fixture(autouse=True)
def lake(settings, tmp_path):
    """The journal's heads of this test's database alone."""
    settings.LAKE = tmp_path / "lake"
    return settings.LAKE


def killed_everywhere(work, told, lay_out=lambda: None):
    """Kill the work at twenty points or at all it has, and find the database as before; what the rehearsal told, and the last point: after the commit.

    `lay_out` puts the files beside the database back, so that every attempt takes the same steps; what the last attempt left there stays.
    """
    rehearsal = Rehearsal.of(work, told)
    before = everything()
    points = spread(rehearsal.steps)
    assert len(points) == min(20, rehearsal.steps)
    for step in points[:-1]:
        lay_out()
        killed_at(work, step, told)
        assert everything() == before, f"Killed at step {step} of {rehearsal.steps}, it left something behind"
    return rehearsal, points[-1]


def whole_journal():
    while journal.seal_once():
        pass
    assert journal.verify() == []


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed") / "city"
    generate(Wish(2_000, "2022-06", 3, 5), folder, quiet=True)
    return folder


def dangling_keys(lake):
    """Persons in the lake whom the vault does not know."""
    files = [str(lake.verify(one)) for (table, _), versions in lake.partitions.items() if table == "declarations" for one in versions]
    met = {key for (key,) in duckdb.connect().execute("select distinct person_key from read_parquet($1)", [files]).fetchall()}
    with within(everywhere()), connection.cursor() as cursor:
        cursor.execute("select id from vault_identity")
        return met - {key for (key,) in cursor.fetchall()}


def bring_in(data, folder, month="2022-07", today=TODAY):
    return compare_month(data=data, month=month, folder=folder, actor=JOB, today=today, rules=RULES)


def test_an_import_killed_anywhere_is_done_again_from_the_same_files(files, tmp_path):
    a_city()
    folder = tmp_path / "compared"
    rehearsal, _ = killed_everywhere(partial(bring_in, files, folder), tmp_path / "told", lambda: shutil.rmtree(folder, ignore_errors=True))
    with within(everywhere()):
        bring_in(files, folder)  # over what the last kill left in the lake
        assert row_counts() == rehearsal.rows
        assert rehearsal.rows["desk_lead"] > 0
        assert bring_in(files, folder).resolved_count == 0
        assert row_counts()["desk_lead"] == rehearsal.rows["desk_lead"]
        assert set(Snapshot.objects.values_list("version", flat=True)) == {1}
    assert dangling_keys(Lake(folder / LAKE)) == set()
    whole_journal()


def test_a_comparison_killed_anywhere_leaves_the_last_one(files, tmp_path):
    a_city()
    folder, july = tmp_path / "compared", tmp_path / "july"
    with within(everywhere()):
        bring_in(files, folder)
    shutil.copytree(folder, july)

    def as_in_july():
        shutil.rmtree(folder)
        shutil.copytree(july, folder)

    compare = partial(bring_in, files, folder, "2022-08", date(2022, 9, 12))
    rehearsal, _ = killed_everywhere(compare, tmp_path / "told", as_in_july)
    with within(everywhere()):
        compare()
        assert row_counts() == rehearsal.rows
        assert list(Run.objects.order_by("month").values_list("month", flat=True)) == [JULY, date(2022, 8, 1)]
    assert dangling_keys(Lake(folder / LAKE)) == set()
    whole_journal()


def approved_list():
    team = a_team()
    firms, people = employers(2), workers(12)
    _, leads = a_run(JULY, [lead_row(firms[place % 2], person) for place, person in enumerate(people)])
    matter = built_list(team, leads)
    move(matter=matter.pk, move="submit", actor=Team.act(team.liaison), **ACT)
    move(matter=matter.pk, move="approve", actor=Team.act(team.approver), **ACT)
    return team, matter


def test_a_hand_over_killed_anywhere_issues_one_letter_with_the_next_number(tmp_path):
    a_city()
    with within(everywhere()):
        team, matter = approved_list()
    hand_over = partial(inspection.hand_over, matter=matter.pk, actor=Team.act(team.liaison), **ACT)
    rehearsal, last = killed_everywhere(hand_over, tmp_path / "told")
    killed_at(hand_over, last, tmp_path / "told")  # after the commit: the answer never reached the officer
    with within(everywhere()):
        assert row_counts() == rehearsal.rows
        assert Matter.objects.get(pk=matter.pk).state == "handed_over"
        assert [document.number for document in IssuedDocument.objects.all()] == ["新北交〔2022〕1号"]
        with pytest.raises(CannotMove):
            hand_over()
    whole_journal()


def test_a_workbook_killed_while_it_is_read_back_records_all_its_rows_or_none(tmp_path):
    a_city()
    with within(everywhere()):
        team, matter = approved_list()
        inspection.hand_over(matter=matter.pk, actor=Team.act(team.liaison), **ACT)
        inspector = Team.act(team.inspector)
        move(matter=matter.pk, move="receive", actor=inspector, **ACT)
        _, book = inspection.download_workbook(matter=matter.pk, reason="下企业核查", actor=inspector, now=at(TODAY))
    filled = fill(book, dict.fromkeys(range(1, 13), "已参保"))

    take = partial(inspection.take_workbook, matter=matter.pk, content=filled, actor=inspector, today=TODAY, finders="周峰、吴兵")
    rehearsal, _ = killed_everywhere(take, tmp_path / "told")
    with within(everywhere()):
        take()
        assert row_counts() == rehearsal.rows
        assert set(ListRow.objects.values_list("finding", flat=True)) == {"insured"}
    whole_journal()
