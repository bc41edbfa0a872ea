from __future__ import annotations

import logging
import os
import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gongdun.law.refusal import Refusal
from gongdun.vault import cipher, identities, journal, keys, rotation
from gongdun.vault.actors import SYSTEM
from gongdun.vault.identities import Door, Kind
from gongdun.vault.tests.conftest import CLERK, superuser

NOON = datetime(2022, 10, 17, 12, 0, tzinfo=UTC)
# Invented people: the sequence digits 000 are never given out.
NUMBERS = [f"32041119{year:02}01010008" for year in range(60, 90)]


def stored() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("select id, kind, version, blind, sealed, mask, last_four from vault_identity order by id")
        return cursor.fetchall()


@given(text=st.binary(max_size=200), bound=st.binary(max_size=40))
def test_what_was_sealed_opens_to_the_same_and_to_nothing_else(text, bound):
    key = os.urandom(16)
    sealed = cipher.seal(key, text, bound)
    assert cipher.unseal(key, sealed, bound) == text
    for other_key, other_sealed, other_bound in (
        (os.urandom(16), sealed, bound),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), bound),
        (key, sealed, bound + b"1"),
    ):
        with pytest.raises(cipher.Tampered):
            cipher.unseal(other_key, other_sealed, other_bound)


def test_the_algorithms_give_the_standards_results():
    assert keys.self_test() == []


@pytest.mark.django_db
def test_the_same_number_has_the_same_key_and_keys_come_in_the_order_of_the_numbers():
    first = identities.keys("person", NUMBERS, actor=CLERK)
    again = identities.keys(Kind.PERSON, [*reversed(NUMBERS), NUMBERS[0]], actor=CLERK)
    assert len(set(first)) == len(NUMBERS)
    assert again == [*reversed(first), first[0]]
    assert identities.find("person", [NUMBERS[3], "320411199901010007"]) == [first[3], None]


@pytest.mark.django_db
def test_the_same_digits_as_a_person_and_as_an_account_are_two_things():
    assert identities.keys("person", ["6222021234567890"], actor=CLERK) != identities.keys(
        "bank_account", ["6222021234567890"], actor=CLERK
    )


@pytest.mark.django_db
def test_no_stored_byte_of_any_table_contains_a_number():
    found = identities.keys("person", NUMBERS, actor=CLERK)
    identities.open_many(found, actor=CLERK, door=Door.BANK_FILE, reason="发放", at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(e::text, '') from vault_entry e")
        entries = cursor.fetchone()[0]
    for number in NUMBERS:
        assert number not in entries
        assert all(number not in str(row) and number.encode() not in bytes(row[4]) + bytes(row[3]) for row in stored())
        assert all(number[6:14] not in row[5] for row in stored())


@pytest.mark.django_db
def test_sealing_the_same_number_twice_gives_other_bytes():
    key = os.urandom(16)
    assert cipher.seal(key, b"1", b"") != cipher.seal(key, b"1", b"")


@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        (Kind.PERSON, "320411198806152618", "320411********2618"),
        (Kind.BANK_ACCOUNT, "6222021234567890123", "***************0123"),
        (Kind.PHONE, "13912345678", "139****5678"),
        (Kind.PERSON, "AB1234567", "*****4567"),
        (Kind.PERSON, "12345678", "****5678"),
        (Kind.PHONE, "12345", "***45"),
        (Kind.PHONE, "1", "*"),
    ],
)
def test_a_mask_shows_both_ends_and_hides_at_least_what_tells_people_apart(kind, number, shown):
    assert identities.mask(kind, number) == shown


@pytest.mark.django_db
def test_masks_and_last_four_are_there_without_opening():
    key, other = identities.keys("person", ["320411198806152618", "320411197001010019"], actor=CLERK)
    assert identities.masks([key, other]) == {key: "320411********2618", other: "320411********0019"}
    assert identities.with_last_four("person", "2618") == [key]


@pytest.mark.django_db
def test_a_reveal_gives_the_number_and_is_journalled():
    [key] = identities.keys("person", NUMBERS[:1], actor=CLERK)
    assert identities.reveal(key, actor=CLERK, reason="核对身份证复印件", now=NOON) == NUMBERS[0]
    [entry] = journal.search(person=key)
    assert entry.content["after"] == {"door": "page_reveal", "count": 1}
    assert (entry.content["reason"], entry.content["actor"]["account"]) == ("核对身份证复印件", 7)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "   ", "\u3000"])
def test_a_reveal_without_a_reason_is_refused(reason):
    [key] = identities.keys("person", NUMBERS[:1], actor=CLERK)
    with pytest.raises(Refusal, match="give a reason"):
        identities.reveal(key, actor=CLERK, reason=reason, now=NOON)
    assert journal.search(person=key) == []


@pytest.mark.django_db
@pytest.mark.parametrize("door", list(Door))
def test_every_door_is_journalled_with_its_count_and_keys(door):
    found = identities.keys("person", NUMBERS, actor=CLERK)
    assert identities.open_many(found, actor=CLERK, door=door, reason="交办单", subject="document:12") == dict(
        zip(found, NUMBERS, strict=True)
    )
    [entry] = journal.search(subject="document:12")
    assert entry.content["after"] == {"door": door.value, "count": len(NUMBERS)}
    assert entry.content["persons"] == found


@pytest.mark.django_db
def test_there_are_no_other_doors_and_no_unknown_keys():
    found = identities.keys("person", NUMBERS[:2], actor=CLERK)
    with pytest.raises(Refusal, match="no door"):
        identities.open_many(found, actor=CLERK, door="list_export", reason="导出")
    with pytest.raises(Refusal, match="not in the vault"):
        identities.open_many([*found, 10**12], actor=CLERK, door="bank_file", reason="发放")
    with pytest.raises(Refusal, match="no kind"):
        identities.keys("passport", ["1"], actor=CLERK)
    with pytest.raises(Refusal, match="not normalised"):
        identities.keys("person", ["\uff13\uff12"], actor=CLERK)


@pytest.mark.django_db
def test_nothing_is_logged_of_a_number(caplog):
    caplog.set_level(logging.DEBUG)
    connection.force_debug_cursor = True
    try:
        found = identities.keys("person", NUMBERS, actor=CLERK)
        identities.find("person", NUMBERS)
        identities.open_many(found, actor=CLERK, door="bank_file", reason="发放")
        said = caplog.text + str(connection.queries)
    finally:
        connection.force_debug_cursor = False
    assert "vault_identity" in said
    assert not [number for number in NUMBERS if number in said]


@pytest.mark.django_db(transaction=True)
def test_sealed_bytes_moved_to_another_row_do_not_open():
    first, second = identities.keys("person", NUMBERS[:2], actor=CLERK)
    with superuser() as attacker:
        attacker.execute(
            "update vault_identity set sealed = (select sealed from vault_identity where id = %s) where id = %s", [first, second]
        )
    with pytest.raises(cipher.Tampered):
        identities.reveal(second, actor=CLERK, reason="核对", now=NOON)


@pytest.mark.django_db
def test_ten_thousand_numbers_take_a_handful_of_statements(django_assert_max_num_queries):
    numbers = [f"{n:018}" for n in range(10_000)]
    keys.ring()
    with django_assert_max_num_queries(8):
        assert len(set(identities.keys("person", numbers, actor=CLERK))) == 10_000
    with django_assert_max_num_queries(4):
        identities.keys("person", numbers, actor=CLERK)


@pytest.mark.django_db
def test_more_than_a_chunk_is_sealed_whole(monkeypatch):
    monkeypatch.setattr(identities, "CHUNK", 7)
    assert len(set(identities.keys("person", NUMBERS, actor=CLERK))) == len(NUMBERS) == len(stored())


@pytest.mark.django_db(transaction=True)
def test_eight_importers_of_the_same_people_agree_on_their_keys():
    answers, gate = [], threading.Barrier(8)

    def importer(turn: int) -> None:
        try:
            gate.wait(10)
            numbers = NUMBERS[turn:] + NUMBERS[:turn]
            answers.append(dict(zip(numbers, identities.keys("person", numbers, actor=CLERK), strict=True)))
        finally:
            connection.close()

    threads = [threading.Thread(target=importer, args=[turn]) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)
    assert len(stored()) == len(NUMBERS)


@pytest.mark.django_db(transaction=True)
def test_a_rotation_seals_everything_again_and_forgets_the_old_keys(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 7)
    before = identities.keys("person", NUMBERS, actor=CLERK)
    old = {row[0]: (bytes(row[3]), bytes(row[4])) for row in stored()}
    assert rotation.rotate(actor=SYSTEM("test")) == len(NUMBERS)
    assert {row[2] for row in stored()} == {2}
    assert all(old[row[0]][0] != bytes(row[3]) and old[row[0]][1] != bytes(row[4]) for row in stored())
    assert identities.keys("person", NUMBERS, actor=CLERK) == before
    assert identities.reveal(before[4], actor=CLERK, reason="核对", now=NOON) == NUMBERS[4]
    assert [version.version for version in keys.ring().open()] == [2]
    assert "seal" not in keys.path().read_text().split('"2"')[0]


@pytest.mark.django_db(transaction=True)
def test_a_rotation_killed_half_way_loses_nothing_and_goes_on(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 7)
    before = identities.keys("person", NUMBERS, actor=CLERK)
    rotation.publish()
    rotation.reseal_batch()
    newcomer = identities.keys("person", ["320411199901010007"], actor=CLERK)
    assert {row[2] for row in stored()} == {1, 2}
    assert identities.keys("person", NUMBERS, actor=CLERK) == before
    assert identities.open_many(before, actor=CLERK, door="bank_file", reason="发放") == dict(zip(before, NUMBERS, strict=True))
    assert rotation.resume(actor=SYSTEM("test")) == len(NUMBERS) - 7
    assert identities.find("person", [*NUMBERS, "320411199901010007"]) == [*before, *newcomer]


@pytest.mark.django_db(transaction=True)
def test_the_journal_stays_whole_over_a_rotation():
    journal.record(actor=CLERK, action="before", subject="a", at=NOON)
    journal.seal_once()
    rotation.rotate(actor=SYSTEM("test"))
    journal.record(actor=CLERK, action="after", subject="a", at=NOON)
    journal.seal_once()
    assert journal.verify() == []


@pytest.mark.django_db
def test_the_key_file_is_closed_to_others():
    keys.ring()
    assert keys.path().stat().st_mode & 0o777 == 0o600
    assert keys.path().parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.django_db
def test_a_lost_key_file_is_refused_and_not_replaced():
    identities.keys("person", NUMBERS, actor=CLERK)
    keys.path().unlink()
    with pytest.raises(Refusal, match="is missing"):
        identities.keys("person", NUMBERS, actor=CLERK)
    assert not keys.path().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["delete from vault_identity", "truncate vault_identity", "update vault_identity set kind = 2", "update vault_identity set id = 1"],
)
def test_the_sites_role_can_neither_delete_a_number_nor_give_it_away(statement):
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
