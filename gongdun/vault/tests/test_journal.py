from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import errors

from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.journal import Record, heads, merkle
from gongdun.vault.journal.entries import canonical
from gongdun.vault.tests.conftest import CLERK, OTHER, rights_of, superuser

NOON = datetime(2022, 10, 17, 12, 0, tzinfo=UTC)


def write(count: int, *, first: int = 0, actor=CLERK) -> list[int]:
    return [
        journal.record(actor=actor, action="matter.accept", subject=f"matter:{first + n}", at=NOON, after={"n": n}, persons=[n])
        for n in range(count)
    ]


def sealed(count: int, *, batches: int = 3) -> list[int]:
    """A journal of several seals, its heads outside the database."""
    ids = []
    for number in range(batches):
        ids += write(count // batches, first=number * 1000)
        assert journal.seal_once() == count // batches
    return ids


def kinds(findings) -> set[tuple[str, int | None]]:
    return {(finding.kind, finding.entry) for finding in findings}


def run(statement: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)


@pytest.mark.django_db
def test_an_entry_says_who_what_to_whom_why_before_and_after_and_when():
    number = journal.record(
        actor=CLERK, action="matter.accept", subject="matter:17", at=NOON,
        before={"state": "applied"}, after={"state": "accepted", "on": date(2022, 10, 17), "wage": Decimal("5000.00")}, reason="材料齐全", persons=[5, 9],
    )  # fmt: skip
    [entry] = journal.search(subject="matter:17")
    assert (entry.id, entry.office, entry.action, entry.subject) == (number, 3, "matter.accept", "matter:17")
    assert entry.content["actor"] == {"account": 7, "name": "王芳", "office": 3, "origin": "10.0.0.7", "roles": ["intake_clerk"]}
    assert entry.content["before"] == {"state": "applied"}
    assert entry.content["after"] == {"state": "accepted", "on": "2022-10-17", "wage": "5000.00"}
    assert (entry.content["reason"], entry.content["persons"], entry.content["at"]) == ("材料齐全", [5, 9], "2022-10-17T12:00:00+00:00")


@pytest.mark.django_db
def test_the_time_of_an_entry_is_the_databases_own_and_not_the_business_date():
    journal.record(actor=CLERK, action="a", subject="b", at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("select abs(extract(epoch from clock_timestamp() - at)) < 60 from vault_entry")
        assert cursor.fetchone() == (True,)


def test_the_canonical_text_does_not_depend_on_the_order_of_keys():
    assert (
        canonical({"b": 1, "a": {"d": "一", "c": None}})
        == canonical({"a": {"c": None, "d": "一"}, "b": 1})
        == '{"a":{"c":null,"d":"一"},"b":1}'
    )


def test_what_json_cannot_say_exactly_is_refused():
    with pytest.raises(TypeError):
        canonical({"a": object()})
    with pytest.raises(ValueError):
        canonical({"a": float("nan")})


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x"])  # the sample of GB 11643
def test_an_identity_number_typed_into_a_reason_never_enters_the_journal(number):
    with pytest.raises(Refusal) as refusal:
        journal.record(actor=CLERK, action="matter.note", subject="matter:1", reason=f"与{number}核对一致")
    assert "110105********002X" in refusal.value.text()
    with pytest.raises(Refusal):
        journal.record_many([Record(actor=CLERK, action="matter.note", subject="matter:1", after={"deep": [{"number": number}]})])
    assert journal.search(subject="matter:1") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "110105194912310021", "a11010519491231002X", "苏0411工监〔2022〕1号", "2022101710203040506"]
)
def test_codes_that_only_look_like_one_do(code):
    assert journal.record(actor=CLERK, action="matter.note", subject="matter:1", after={"code": code})


@pytest.mark.django_db
def test_many_entries_go_in_by_one_copy():
    records = [Record(actor=CLERK, action="sheet.row", subject=f"row:{n}", at=NOON, persons=[n]) for n in range(500)]
    assert journal.record_many(records) == 500
    assert journal.search(subject="row:499")[0].content["persons"] == [499]


@pytest.mark.django_db
def test_the_journal_is_searched_by_person_subject_and_officer():
    write(3)
    journal.record(actor=OTHER, action="matter.review", subject="matter:1", at=NOON, persons=[1, 77])
    assert [entry.subject for entry in journal.search(person=77)] == ["matter:1"]
    assert len(journal.search(person=1)) == 2
    assert [entry.action for entry in journal.search(subject="matter:1")] == ["matter.review", "matter.accept"]
    assert len(journal.search(officer=7)) == 3
    assert len(journal.search(officer=8, person=1, subject="matter:1")) == 1
    newest = journal.search(officer=7, limit=2)
    assert [entry.subject for entry in journal.search(officer=7, before_id=newest[-1].id)] == ["matter:0"]


@pytest.mark.django_db
def test_a_search_for_nothing_is_refused():
    with pytest.raises(Refusal):
        journal.search(limit=10)


@pytest.mark.django_db
def test_a_period_bounds_a_search_by_the_databases_clock():
    write(1)
    [entry] = journal.search(officer=7)
    assert journal.search(officer=7, since=entry.at, until=entry.at + timedelta(seconds=1)) == [entry]
    assert journal.search(officer=7, until=entry.at) == []


@pytest.mark.django_db
def test_the_same_seed_draws_the_same_sample_and_another_seed_another():
    write(60)
    drawn = [entry.id for entry in journal.sample(seed="2022-10", count=10)]
    assert len(set(drawn)) == 10
    assert drawn == [entry.id for entry in journal.sample(seed="2022-10", count=10)]
    assert drawn != [entry.id for entry in journal.sample(seed="2022-11", count=10)]
    with pytest.raises(Refusal):
        journal.sample(seed="", count=10)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "update vault_entry set body = '{}'",
        "delete from vault_entry",
        "truncate vault_entry",
        "update vault_seal set n = 1",
        "delete from vault_seal",
        "truncate vault_seal cascade",
        "update vault_leaf set position = 1",
        "delete from vault_leaf",
        "insert into vault_entry (at, key, body, hash) values (now(), 1, '{}', '')",
        "insert into vault_entry (id, key, body, hash) overriding system value values (1, 1, '{}', '')",
        "insert into vault_entry (id, key, body, hash) values (default, 1, '{}', '')",
        "alter table vault_entry disable trigger all",
        "drop trigger insert_only on vault_entry",
        "set role gd_owner",
        "set session_replication_role = replica",
    ],
)
def test_the_sites_role_can_only_add(statement):
    write(1)
    with pytest.raises(Exception) as refusal, transaction.atomic():
        run(statement)
    assert isinstance(refusal.value.__cause__, errors.InsufficientPrivilege)


@pytest.mark.django_db(transaction=True)
def test_the_triggers_stop_an_absent_minded_owner_even_where_no_row_fits():
    address = rights_of("gd_owner")
    for statement in ("update vault_entry set body = ''", "delete from vault_seal", "truncate vault_leaf", "truncate vault_entry"):
        with psycopg.connect(address) as owner, pytest.raises(errors.InsufficientPrivilege, match="only ever added to"):
            owner.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_whole_journal_has_no_findings_sealed_or_not_yet():
    assert journal.verify() == []
    sealed(30)
    write(2)  # young: not sealed yet, and no fault
    assert journal.verify() == []
    assert journal.seal_once() == 2
    assert journal.seal_once() == 0
    assert journal.verify() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("back", [1, 2, 10, 11, 30])
def test_a_changed_text_is_named(back):
    number = sealed(30)[-back]
    with superuser() as attacker:
        attacker.execute("update vault_entry set body = replace(body, 'accept', 'reject') where id = %s", [number])
    assert kinds(journal.verify()) == {("changed", number)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["at = at - interval '1 day'", "at = 'infinity'", "at = '20000-01-01'", "office = 9", "office = null"])
def test_a_changed_time_or_office_is_named(change):
    number = sealed(30)[-3]
    with superuser() as attacker:
        attacker.execute(f"update vault_entry set {change} where id = %s", [number])
    assert kinds(journal.verify()) == {("changed", number)}


@pytest.mark.django_db(transaction=True)
def test_a_text_changed_together_with_another_valid_hash_is_named():
    first, second, *_ = sealed(30)
    with superuser() as attacker:
        attacker.execute(
            "update vault_entry a set body = b.body, hash = b.hash from vault_entry b where a.id = %s and b.id = %s", [first, second]
        )
    assert ("changed", first) in kinds(journal.verify())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("back", [1, 2, 10, 11, 30])
def test_a_removed_entry_is_named_although_its_leaf_went_too(back):
    number = sealed(30)[-back]
    with superuser() as attacker:
        attacker.execute("delete from vault_entry where id = %s", [number])
    assert kinds(journal.verify()) == {("removed", number)}
    with superuser() as attacker:
        attacker.execute("delete from vault_leaf where entry = %s", [number])
    assert kinds(journal.verify()) == {("removed", number)}


@pytest.mark.django_db(transaction=True)
def test_an_entry_put_in_past_the_application_is_named_and_never_sealed():
    sealed(30)
    with superuser() as attacker:
        attacker.execute(
            "insert into vault_entry (at, office, key, body, hash) select now() - interval '1 day', office, key, replace(body, 'accept', 'reject'), hash "
            "from vault_entry limit 1"
        )
        forged = attacker.execute("select max(id) from vault_entry").fetchone()[0]
    assert journal.seal_once() == 0
    assert ("inserted", forged) in kinds(journal.verify())


@pytest.mark.django_db(transaction=True)
def test_a_genuine_text_copied_in_a_second_time_is_named():
    sealed(30)
    with superuser() as attacker:
        attacker.execute(
            "insert into vault_entry (office, key, body, hash) select office, key, body, hash from vault_entry order by id limit 1"
        )
        copied = attacker.execute("select max(id) from vault_entry").fetchone()[0]
    journal.seal_once()
    assert kinds(journal.verify()) == {("inserted", copied)}


@pytest.mark.django_db(transaction=True)
def test_a_tail_cut_off_with_seals_and_leaves_is_named_by_the_file_outside():
    ids = sealed(30)
    with superuser() as attacker:
        attacker.execute("delete from vault_leaf where seal = 3")
        attacker.execute("delete from vault_seal where id = 3")
        attacker.execute("delete from vault_entry where id = any(%s)", [ids[-10:]])
    assert kinds(journal.verify()) == {("cut_off", number) for number in [None, *ids[-10:]]}


@pytest.mark.django_db(transaction=True)
def test_a_tail_cut_off_in_the_file_too_is_named_by_a_head_printed_elsewhere():
    ids = sealed(30)
    printed = journal.head()
    assert printed.seal == 3 and printed.ids() == ids[-10:]
    with superuser() as attacker:
        attacker.execute("delete from vault_leaf where seal = 3; delete from vault_seal where id = 3")
        attacker.execute("delete from vault_entry where id = any(%s)", [ids[-10:]])
    heads.path().write_text("".join(heads.path().read_text().splitlines(keepends=True)[:2]))
    assert journal.verify() == []
    assert kinds(journal.verify(known=[printed])) == {("cut_off", number) for number in [None, *ids[-10:]]}


@pytest.mark.django_db(transaction=True)
def test_the_whole_journal_emptied_is_named():
    ids = sealed(30)
    with superuser() as attacker:
        attacker.execute("truncate vault_entry, vault_seal, vault_leaf")
    assert kinds(journal.verify()) == {("cut_off", number) for number in [None, *ids]}


@pytest.mark.django_db(transaction=True)
def test_a_seal_in_the_middle_that_is_gone_is_named():
    sealed(30)
    with superuser() as attacker:
        attacker.execute("delete from vault_leaf where seal = 2; delete from vault_seal where id = 2")
    findings = journal.verify()
    assert ("removed", 2) in {(finding.kind, finding.seal) for finding in findings}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    ["root = sha256('x')", "prev = sha256('x')", "head = sha256('x')", "n = n + 1", "at = at - interval '1 day'", "at = 'infinity'"],
)
def test_a_changed_seal_is_named(change):
    sealed(30)
    with superuser() as attacker:
        attacker.execute(f"update vault_seal set {change} where id = 3")
    assert 3 in {finding.seal for finding in journal.verify()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("position", [0, 4, 9])
def test_an_entry_removed_by_one_who_then_makes_every_seal_anew_is_named(position):
    """SM3 has no key, so a superuser can compute the whole chain again; only the file outside knows better."""
    ids = sealed(30)
    victim = ids[10 + position]
    with superuser() as attacker:
        attacker.execute("delete from vault_entry where id = %s", [victim])
        attacker.execute("delete from vault_leaf where entry = %s", [victim])
        attacker.execute("update vault_leaf set position = position - 1 where seal = 2 and position > %s", [position])
        forge_chain(attacker)
    assert kinds(journal.verify()) >= {("removed", victim), ("broken", None)}
    assert {finding.seal for finding in journal.verify() if finding.kind == "broken"} == {2, 3}


def forge_chain(attacker) -> None:
    attacker.execute("update vault_seal set prev = sha256(id::text::bytea)")
    prev = bytes(32)
    for seal, at in attacker.execute(f"select id, {merkle.MICROSECONDS.format('at')} from vault_seal order by id").fetchall():
        hashes = [
            digest for (digest,) in attacker.execute("select hash from vault_leaf where seal = %s order by position", [seal]).fetchall()
        ]
        root = merkle.root(hashes)
        head = merkle.head(seal, at, len(hashes), root, prev)
        attacker.execute(
            "update vault_seal set n = %s, root = %s, prev = %s, head = %s where id = %s", [len(hashes), root, prev, head, seal]
        )
        prev = head


@pytest.mark.django_db(transaction=True)
def test_an_entry_put_in_with_a_leaf_and_a_chain_made_anew_is_named():
    sealed(30)
    with superuser() as attacker:
        attacker.execute(
            "insert into vault_entry (office, key, body, hash) select office, key, replace(body, 'accept', 'reject'), hash from vault_entry limit 1"
        )
        forged = attacker.execute("select max(id) from vault_entry").fetchone()[0]
        attacker.execute("insert into vault_leaf (entry, seal, position, hash) values (%s, 3, 10, sha256('x'))", [forged])
        forge_chain(attacker)
    assert ("inserted", forged) in kinds(journal.verify())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    ["subject drop expression", "action drop expression", "account drop expression", "persons drop expression"],
)
def test_an_entry_hidden_from_searches_is_named(change):
    """The columns that are searched are made from the text; here a superuser unmakes that and writes other words."""
    number = sealed(30)[4]
    column = change.split()[0]
    word = {"account": "99", "persons": "'[]'"}.get(column, "'x'")
    with superuser() as attacker:
        attacker.execute(f"alter table vault_entry alter column {change}")
        attacker.execute(f"update vault_entry set {column} = {word} where id = %s", [number])
    assert kinds(journal.verify()) == {("changed", number)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["infinity", "2099-01-01", "-infinity"])
def test_a_forged_time_does_not_hide_an_entry_put_in(at):
    sealed(30)
    with superuser() as attacker:
        attacker.execute(
            "insert into vault_entry (at, office, key, body, hash) select %s, office, key, replace(body, 'accept', 'reject'), sha256('x') "
            "from vault_entry limit 1", [at],
        )  # fmt: skip
        forged = attacker.execute("select max(id) from vault_entry").fetchone()[0]
    assert kinds(journal.verify()) == {("inserted", forged)}


@pytest.mark.django_db(transaction=True)
def test_an_old_entry_of_ours_that_nobody_sealed_is_named_as_that():
    number = write(1)[0]
    with superuser() as attacker:
        attacker.execute("update vault_entry set at = at - interval '1 hour'")
    assert kinds(journal.verify()) == {("unsealed", number)}


@pytest.mark.django_db(transaction=True)
def test_a_sealer_that_stops_leaves_nothing_unsealed():
    stop = threading.Event()
    stop.set()
    write(3)
    thread = threading.Thread(target=journal.run_sealer, args=[stop])
    thread.start()
    thread.join()
    assert journal.head().n == 3


@pytest.mark.django_db(transaction=True)
def test_an_edited_line_of_the_file_outside_is_named():
    sealed(30)
    lines = heads.path().read_text().splitlines()
    heads.path().write_text("\n".join([lines[0].replace("1 10 ", "1 11 "), *lines[1:]]) + "\n")
    [finding] = journal.verify()
    assert finding.kind == "broken" and "line 1" in finding.why


@pytest.mark.django_db(transaction=True)
def test_heads_that_a_killed_sealer_did_not_write_are_written_by_the_next():
    sealed(30)
    text = heads.path().read_text()
    heads.path().write_text(text.splitlines(keepends=True)[0])
    assert journal.verify() == []
    journal.seal_once()
    assert heads.path().read_text() == text
    assert heads.path().stat().st_mode & 0o077 == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_goes_into_a_later_seal():
    started, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                journal.record(actor=OTHER, action="slow", subject="matter:late", at=NOON)
                started.set()
                go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    journal.record(actor=CLERK, action="first", subject="matter:first", at=NOON)
    thread.start()
    started.wait(10)
    journal.record(actor=CLERK, action="quick", subject="matter:quick", at=NOON)
    assert journal.seal_once() == 2
    go_on.set()
    thread.join()
    assert journal.seal_once() == 1
    assert journal.verify() == []


@pytest.mark.django_db(transaction=True)
def test_writers_and_two_sealers_at_once_leave_a_whole_journal():
    stop = threading.Event()

    def writer(number: int) -> None:
        try:
            for _ in range(40):
                with transaction.atomic():
                    write(2, first=number * 100)
        finally:
            connection.close()

    sealers = [threading.Thread(target=journal.run_sealer, args=[stop], kwargs={"seconds": 0.01}) for _ in range(2)]
    writers = [threading.Thread(target=writer, args=[number]) for number in range(4)]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    journal.seal_once()
    with connection.cursor() as cursor:
        cursor.execute("select count(*), (select count(*) from vault_leaf) from vault_entry")
        assert cursor.fetchone() == (320, 320)
    assert journal.verify() == []
    seals = [json.loads(f"[{line.split()[0]}]")[0] for line in heads.lines()]
    assert seals == list(range(1, len(seals) + 1))
