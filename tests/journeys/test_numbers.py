"""Twenty officers take in applications at the same moment: the receipts' numbers have no gap, and who fails gives the number back."""

import threading
from datetime import date

import pytest
from django.db import connection

from gongdun.areas.recognition import operations as recognition
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at
from gongdun.vault.scopes import within
from tests.journeys.injured import a_bureau, told

DAY, OFFICERS = date(2022, 8, 22), 20


class Interrupted(Exception):
    """The machine stops in the middle of a request."""


@pytest.mark.django_db(transaction=True)
def test_twenty_issuers_at_once_leave_no_gap_and_no_double():
    a_city()
    with within(everywhere()):
        bureau, values = a_bureau(), told()
        actor, office = Team.act(bureau.intake), bureau.office
    begin, codes = threading.Barrier(OFFICERS), []

    def officer(place):
        try:
            begin.wait()
            with within(everywhere()):
                _, code = recognition.apply(values=values, office=office, actor=actor, today=DAY, now=at(DAY))
                if place % 5 == 0:
                    raise Interrupted
            codes.append(code)
        except Interrupted:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=officer, args=[place]) for place in range(OFFICERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with within(everywhere()):
        serials = sorted(IssuedDocument.objects.filter(kind="recognition/receipt").values_list("serial", flat=True))
        numbers = sorted(Matter.objects.values_list("number", flat=True))
    assert serials == list(range(1, 17)) and len(set(codes)) == 16
    assert numbers == [f"认定 2022-{serial:04d}" for serial in range(1, 17)]
