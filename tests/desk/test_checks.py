"""What the catalogue's checks find: versions that are gone, documents nobody drafts, names that do not exist."""

from dataclasses import replace
from datetime import date

import pytest

from gongdun.areas import inspection
from gongdun.desk.catalogue import catalogue
from gongdun.desk.checks.catalogue import faults
from gongdun.desk.checks.pages import pages
from gongdun.desk.checks.versions import gone
from gongdun.desk.models import Matter
from gongdun.kernel.catalogue import Entry
from gongdun.site.builders import a_city, a_team
from gongdun.site.catalogue_check import orphans
from gongdun.vault.scopes import Scope, within
from gongdun.vault.writing import unguarded
from tests.desk import example


@pytest.mark.django_db
def test_an_open_matter_whose_version_is_gone_is_named(monkeypatch):
    example.stand(monkeypatch)
    with within(Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))):
        a_city()
        matter = example.an_application(a_team().liaison)
        assert list(gone(catalogue())) == []
        with unguarded("an older version"):
            Matter.objects.filter(pk=matter.pk).update(procedure_version=date(2019, 1, 1))
    (one,) = gone(catalogue())
    assert (one.procedure, one.version, one.count) == (example.EXAMPLE.id, date(2019, 1, 1), 1)
    assert "2019-01-01, which is gone" in orphans()[0]
    with within(Scope(districts=(matter.district,))), unguarded("closed"):
        Matter.objects.filter(pk=matter.pk).update(is_closed=True)
    assert list(gone(catalogue())) == []


def test_a_move_that_issues_what_nobody_drafts_is_named(monkeypatch):
    broken = replace(
        example.EXAMPLE,
        documents=("service_receipt",),
        moves=tuple(replace(move, documents=("service_receipt",) if move.id == "ask" else ()) for move in example.EXAMPLE.moves),
    )
    monkeypatch.setitem(catalogue().procedures, broken.id, (Entry("inspection", broken.id, broken, inspection),))
    assert [fault for fault in faults(catalogue()) if "no `draft(" in fault] != []


def test_the_documents_of_the_desk_are_found_beside_those_of_the_areas():
    assert {"desk/receipt", "desk/supplement_notice", "desk/service_receipt", "inspection/referral"} <= catalogue().documents.keys()
    page = pages(catalogue())["documents.md"]
    assert "desk/receipt" in page and "收〔{year}〕{serial}号" in page
