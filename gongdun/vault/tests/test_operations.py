"""One writer: nothing is written outside an operation, and no operation ends without its entry."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import update_last_login
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from psycopg import sql

from gongdun.vault import journal
from gongdun.vault.actors import SYSTEM, Actor
from gongdun.vault.operations import operation, unchanged
from gongdun.vault.tests.conftest import CLERK
from gongdun.vault.tests.test_scopes import as_owner
from gongdun.vault.writing import NotJournalled, WriteOutsideOperation, unguarded, written_table

NOON = datetime(2022, 10, 17, 12, 0, tzinfo=UTC)


@pytest.fixture
def table(transactional_db) -> None:
    as_owner("create table business (id int primary key, title text)")


needs_table = pytest.mark.usefixtures("table")


def run(statement: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments or None)


def stored() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from business order by id")
        return [number for (number,) in cursor.fetchall()]


def note(actor: Actor, subject: str) -> None:
    journal.record(actor=actor, action="business.add", subject=subject, at=NOON)


@operation
def add(*, actor: Actor, number: int) -> int:
    run("insert into business values (%s, 'x')", number)
    note(actor, f"business:{number}")
    return number


@operation
def add_silently(*, actor: Actor, number: int) -> None:
    run("insert into business values (%s, 'x')", number)


@operation
def do_nothing(*, actor: Actor) -> None:
    pass


@operation
def find_nothing_to_do(*, actor: Actor, number: int | None = None) -> None:
    if number is not None:
        run("insert into business values (%s, 'x')", number)
    unchanged()


@operation
def add_all(*, actor: Actor, numbers: list[int]) -> list[int]:
    """Per-row results: a row that cannot be added leaves nothing, the others stay."""
    refused = []
    for number in numbers:
        try:
            add_odd(actor=actor, number=number)
        except ValueError:
            refused.append(number)
    return refused


@operation
def add_odd(*, actor: Actor, number: int) -> None:
    add(actor=actor, number=number)
    if number % 2 == 0:
        raise ValueError(number)


@needs_table
def test_an_operation_writes_its_rows_and_its_entry_together():
    assert add(actor=CLERK, number=1) == 1
    assert stored() == [1]
    assert journal.search(subject="business:1")[0].content["actor"]["name"] == "王芳"


@needs_table
def test_an_operation_without_an_entry_is_a_loud_error_and_leaves_nothing():
    with pytest.raises(NotJournalled, match="add_silently ended without a journal entry after 1 writes"):
        add_silently(actor=CLERK, number=2)
    with pytest.raises(NotJournalled):
        do_nothing(actor=CLERK)
    assert stored() == []


@needs_table
def test_an_operation_may_say_that_there_was_nothing_to_do_but_only_if_so():
    find_nothing_to_do(actor=SYSTEM("retry"))
    with pytest.raises(NotJournalled):
        find_nothing_to_do(actor=SYSTEM("retry"), number=3)
    assert stored() == []


@needs_table
def test_inner_operations_join_the_outer_and_a_refused_one_leaves_nothing():
    assert add_all(actor=CLERK, numbers=[11, 12, 13]) == [12]
    assert stored() == [11, 13]
    assert journal.search(subject="business:12") == []


@needs_table
def test_entries_of_inner_operations_that_were_undone_do_not_count():
    with pytest.raises(NotJournalled):
        add_all(actor=CLERK, numbers=[12])
    assert stored() == []


@needs_table
def test_an_error_leaves_neither_rows_nor_entries():
    with pytest.raises(ValueError):
        add_odd(actor=CLERK, number=22)
    assert stored() == []
    assert journal.search(subject="business:22") == []


@pytest.mark.parametrize(
    "statement",
    [
        "insert into business values (1, 'x')",
        "INSERT INTO \"business\" VALUES (1, 'x')",
        'insert into "public"."business" values (1)',
        "update business set title = 'y'",
        "update only business set title = 'y'",
        "delete from business",
        "with gone as (delete from business returning id) select * from gone",
        "with x as (select 1) insert into business select 1, 'x'",
        "copy business from stdin",
        "/* a note */ update business set title = 'y'",
        "-- update nothing\nupdate\n  business set title = 'y'",
        "merge into business using (select 1 as n) s on s.n = business.id when matched then delete",
        "select 1; delete from business",
        sql.SQL("delete from {}").format(sql.Identifier("business")),
        b"delete from business",
    ],
)
@pytest.mark.django_db
def test_a_business_row_is_not_written_outside_an_operation(statement):
    with pytest.raises(WriteOutsideOperation, match="business was written outside an operation"):
        run(statement)


@needs_table
def test_neither_by_copy_nor_by_many_nor_past_djangos_cursor():
    with pytest.raises(WriteOutsideOperation), connection.cursor() as cursor, cursor.copy("copy business from stdin"):
        pass
    with pytest.raises(WriteOutsideOperation), connection.cursor() as cursor:
        cursor.executemany("insert into business values (%s, 'x')", [[1], [2]])
    with pytest.raises(WriteOutsideOperation):
        connection.connection.execute("insert into business values (1, 'x')")
    assert stored() == []


@pytest.mark.django_db
def test_the_orm_is_watched_too():
    with pytest.raises(WriteOutsideOperation, match="registry_account"):
        get_user_model().objects.create(username="wang")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from business",
        "select * from business for update",
        "select * from business for no key update nowait",
        "select 'x' as updated, title from business where title = 'update'",
        "copy business to stdout",
        "copy (select * from business) to stdout",
        'insert into "django_session" values (1)',
        "update axes_accessattempt set x = 1",
        "insert into procrastinate_jobs values (1) on conflict do update set x = 1",
        "insert into vault_leaf values (1)",
        'UPDATE "registry_account" SET "last_login" = %s WHERE "registry_account"."id" = %s',
        "create table x (id int references business on delete cascade on update cascade)",
    ],
)
def test_reads_and_the_frameworks_own_tables_are_left_alone(statement):
    assert written_table(statement) is None


def test_an_accounts_other_columns_are_business():
    assert written_table('UPDATE "registry_account" SET "last_login" = %s, "is_superuser" = true WHERE id = 1') == "registry_account"
    assert written_table('UPDATE "registry_account" SET "is_superuser" = true WHERE id = 1') == "registry_account"


@pytest.mark.django_db
def test_sessions_and_the_note_of_a_sign_in_need_no_operation():
    with unguarded("an account for this test"):
        account = get_user_model().objects.create(username="wang")
    update_last_login(sender=None, user=account)
    session = SessionStore()
    session["seen"] = 1
    session.save()
    session.delete()


@needs_table
def test_another_thread_is_not_inside_this_threads_operation():
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            run("insert into business values (99, 'x')")
        except WriteOutsideOperation as refusal:
            caught.append(refusal)
        finally:
            connection.close()

    @operation
    def outer(*, actor: Actor) -> None:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        note(actor, "business:0")

    outer(actor=CLERK)
    assert len(caught) == 1


def test_an_operation_takes_keywords_and_an_actor():
    with pytest.raises(TypeError, match="keyword-only"):
        operation(lambda actor: None)
    with pytest.raises(TypeError, match="actor"):

        @operation
        def nobody(*, number: int) -> None: ...

    with pytest.raises(TypeError, match="needs actor"):
        add(number=1)
    with pytest.raises(TypeError, match="needs actor"):
        add(actor="王芳", number=1)


@needs_table
def test_the_owners_process_migrates_unguarded(monkeypatch):
    connection.close()
    monkeypatch.setenv("GONGDUN_AS_OWNER", "1")
    run("insert into business values (5, 'x')")
    connection.close()
    assert stored() == [5]
