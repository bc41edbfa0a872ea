"""Areas, offices and accounts are added on pages: checked, doubted aloud, journalled, and only by who looks after them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongdun.desk.models import SheetImport
from gongdun.registry.models import Account, Area, Office
from gongdun.registry.operations import open_account
from gongdun.registry.queries import areas_by_code
from gongdun.site.builders import JOB, TODAY, a_city, an_officer
from gongdun.site.tests.sheet_world import book, client_of
from gongdun.vault import journal
from gongdun.vault.scopes import Scope, within
from gongdun.vault.writing import unguarded

pytestmark = pytest.mark.django_db
ZONE = {"code": "320413", "name": "滨江新城", "name_en": "Riverside", "short": "滨江", "has_ledger": "否"}
OFFICE = {
    "name": "新北区第二技师学院",
    "kind": "school",
    "area": "320411",
    "name_en": "Second school",
    "short": "二技",
    "document_mark": "二技",
}


@pytest.fixture(autouse=True)
def city(settings, monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with within(Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))):
        a_city()
        yield
    areas_by_code.cache_clear()


@pytest.fixture
def admin():
    return client_of(an_officer("city.admin", "bureau", "常州市", "administrator"))


@pytest.fixture
def district_admin():
    return client_of(an_officer("liyang.admin", "bureau", "溧阳市", "administrator"))


def add(client, sheet, row, **more):
    return client.post(f"/sheets/{sheet}/row/", row | more)


def test_a_new_area_comes_with_its_offices_and_may_at_once_be_chosen(admin):
    assert "/sheets/areas/row/" in admin.get("/registers/areas/").content.decode()
    free = next(f"3204{place}" for place in range(50, 60) if not Area.objects.filter(code=f"3204{place}").exists())
    assert add(admin, "areas", ZONE | {"code": free}).url == "/registers/areas/"
    area = Area.objects.get(name="滨江新城")
    assert area.ledger.kind == "city" and set(area.office_set.values_list("kind", flat=True)) == {"bureau", "inspection"}
    assert [entry.content["after"]["code"] for entry in journal.search(subject=f"area:{area.pk}")] == [free]
    assert free in areas_by_code()
    assert "滨江新城" in admin.get("/sheets/offices/row/").content.decode()


def test_an_area_with_its_own_ledger_gets_an_agency_that_sees_it(admin):
    add(admin, "areas", ZONE | {"code": "320455", "has_ledger": "是"})
    agency = Office.objects.get(area__name="滨江新城", kind="agency")
    clerk = an_officer("river.clerk", "agency", "滨江新城", "enrolment_clerk")
    assert clerk.scope().ledgers == (agency.area_id,)


def test_a_code_of_our_own_is_doubted_once_and_a_taken_code_or_name_is_refused(admin):
    doubt = add(admin, "areas", ZONE | {"code": "320411-GX"})
    assert doubt.status_code == 422 and "GB/T 2260" in doubt.content.decode() and not Area.objects.filter(name="滨江新城").exists()
    assert add(admin, "areas", ZONE | {"code": "320411-GX"}, confirmed="1").status_code == 302
    taken = add(admin, "areas", ZONE | {"code": "320411", "name": "别的区"})
    assert taken.status_code == 422 and "新北区" in taken.content.decode()
    assert add(admin, "areas", ZONE | {"code": "320499", "name": "新北区"}, confirmed="1").status_code == 422


def test_a_districts_administrator_founds_no_area_and_no_foreign_office(district_admin):
    assert add(district_admin, "areas", ZONE | {"code": "320455"}, confirmed="1").status_code == 422
    assert add(district_admin, "offices", OFFICE, confirmed="1").status_code == 422
    assert add(district_admin, "offices", OFFICE | {"area": "320481"}).status_code == 302
    assert Office.objects.get(name=OFFICE["name"]).area.name == "溧阳市"


def test_a_second_bureau_of_an_area_is_doubted_and_an_office_keeps_its_kind(admin):
    second = OFFICE | {"name": "新北区人社局二分局", "kind": "bureau"}
    doubt = add(admin, "offices", second)
    assert doubt.status_code == 422 and "同类" in doubt.content.decode()
    assert add(admin, "offices", second, confirmed="1").status_code == 302
    assert add(admin, "offices", second | {"kind": "inspection"}, confirmed="1").status_code == 422


def test_offices_come_in_by_workbook_and_go_again_while_nobody_needs_them(admin):
    headings = ["单位名称", "单位类别", "所属地区", "英文名称", "简称", "文书代字"]
    content = book(headings, [["新北区机电学院", "技工院校", "新北区", "School", "机电", "机电"]])
    admin.post("/sheets/offices/upload/", {"workbook": SimpleUploadedFile("单位.xlsx", content)})
    held = SheetImport.objects.get()
    admin.post(f"/sheet-imports/{held.pk}/take/", {"mode": "all"})
    school = Office.objects.get(name="新北区机电学院")
    agent = open_account(username="school.agent", display_name="张老师", office=school, roles=["school_agent"], actor=JOB)
    admin.post(f"/sheet-imports/{held.pk}/undo/")
    assert Office.objects.filter(pk=school.pk).exists()
    with unguarded("the account was opened by mistake"):
        agent.delete()
    admin.post(f"/sheet-imports/{held.pk}/undo/")
    assert not Office.objects.filter(pk=school.pk).exists()


def test_an_account_is_opened_on_a_page_and_a_clash_of_roles_is_refused(admin):
    bureau = Office.objects.get(kind="bureau", area__name="新北区")
    typed = {"username": "xb.new", "display_name": "丁一", "office": str(bureau.pk), "roles": "审核员、受理员"}
    assert add(admin, "accounts", typed).status_code == 302
    assert Account.objects.get(username="xb.new").roles == ["intake_clerk", "reviewer"]
    assert add(admin, "accounts", typed | {"username": "xb.two", "roles": "系统管理员、安全审计员"}).status_code == 422
