import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.kernel.identifiers import (
    BIRTH,
    CARD_CHECK,
    CHECK,
    EMPTY,
    NUMBER,
    REGION,
    SHAPE,
    USCC_CHECK,
    USCC_OLD,
    USCC_SHAPE,
    Change,
    Sex,
    birth_date,
    lengthened,
    mask_account,
    mask_citizen_id,
    mask_name,
    read_bank_card,
    read_citizen_id,
    read_uscc,
    sex,
)

STANDARD_SAMPLE = "11010519491231002X"  # the sample printed in GB 11643-1999


def full_width(text):
    """As an input method in full-width mode writes it."""
    return "".join("\u3000" if letter == " " else chr(ord(letter) + 0xFEE0) for letter in text)


def test_the_sample_of_the_standard_is_clean():
    reading = read_citizen_id(STANDARD_SAMPLE)
    assert reading.is_usable and not reading.changes and not reading.reasons


@pytest.mark.parametrize(
    ("written", "changes"),
    [
        ("11010519491231002x", (Change.UPPER_CASE,)),
        (full_width(STANDARD_SAMPLE), (Change.FULL_WIDTH,)),
        (" 110105 19491231\u00a0002X\u200b", (Change.SPACES,)),
        ("1101051949\u00001231002X", (Change.SPACES,)),
        ("110105491231002", (Change.LENGTHENED,)),
        (full_width("110105 19491231002x"), (Change.SPACES, Change.FULL_WIDTH, Change.UPPER_CASE)),
    ],
)
def test_every_way_of_writing_a_number_becomes_the_same_number_and_says_what_changed(written, changes):
    reading = read_citizen_id(written)
    assert (reading.value, reading.changes, reading.is_usable) == (STANDARD_SAMPLE, changes, True)


@pytest.mark.parametrize("born", ["1950", "1970", "1982", "1990"])
@pytest.mark.parametrize("area", ["320402", "320411", "320421", "320482", "440305", "810000"])
def test_people_born_before_their_county_code_are_not_rejected(area, born):
    body = f"{area}{born}0113001"
    number = next(body + mark for mark in "0123456789X" if not read_citizen_id(body + mark).errors)
    assert read_citizen_id(number).reasons == ()


@pytest.mark.parametrize("number", [3.204021990010113e17, 320402199001011330, "3.20402E+17", "3.204021990010113e17"])
def test_a_number_that_excel_made_is_never_repaired(number):
    assert read_citizen_id(number).reasons == (NUMBER,)
    assert read_uscc(number).reasons == (NUMBER,)
    assert read_bank_card(number).reasons == (NUMBER,)


@pytest.mark.parametrize("nothing", [None, "", " \u3000"])
def test_nothing_is_said_to_be_missing(nothing):
    assert read_citizen_id(nothing).reasons == (EMPTY,)


def test_each_fault_has_its_own_reason():
    assert read_citizen_id("110105194912310021").reasons == (CHECK,)
    assert read_citizen_id("11010519491231").reasons == (SHAPE,)
    assert BIRTH in read_citizen_id("11010519491331002X").reasons


def test_an_unknown_province_only_warns():
    body = "99010519491231002"
    number = next(body + mark for mark in "0123456789X" if CHECK not in read_citizen_id(body + mark).reasons)
    reading = read_citizen_id(number)
    assert reading.warnings == (REGION,) and reading.is_usable


def test_birth_date_and_sex_are_read_from_the_number():
    assert birth_date(STANDARD_SAMPLE).isoformat() == "1949-12-31"
    assert sex(STANDARD_SAMPLE) is Sex.FEMALE


@given(st.integers(0, 999999), st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(1999, 12, 31)), st.integers(0, 999))
def test_lengthening_gives_the_number_that_the_checks_accept(area, born_on, sequence):
    legacy = f"{area:06d}{born_on:%y%m%d}{sequence:03d}"
    assert not read_citizen_id(lengthened(legacy)).errors
    assert birth_date(lengthened(legacy)) == born_on


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(place, shift):
    digit = (int(STANDARD_SAMPLE[place]) + shift) % 10
    assert read_citizen_id(f"{STANDARD_SAMPLE[:place]}{digit}{STANDARD_SAMPLE[place + 1 :]}").errors


def test_the_sample_of_the_credit_code_standard_is_clean():
    assert read_uscc("91350100m000100y43").is_usable
    assert read_uscc("91350100M000100Y4").reasons == (USCC_SHAPE,)
    assert read_uscc("91350100M000100Y44").reasons == (USCC_CHECK,)


def test_an_old_code_of_an_individual_business_warns_but_does_not_block():
    wrong = "92350100M000100Y43"
    reading = read_uscc(wrong)
    assert reading.warnings == (USCC_OLD,) and reading.is_usable


def test_a_bank_card_is_held_to_its_luhn_digit_and_a_short_account_is_not():
    assert read_bank_card("4111 1111 1111 1111").is_usable
    assert read_bank_card("4111111111111112").reasons == (CARD_CHECK,)
    assert read_bank_card("320400123456").is_usable


def test_masks_hide_birth_date_account_and_given_name():
    assert mask_citizen_id("320411199001012618") == "320411********2618"
    assert mask_account("4111111111111111") == "************1111"
    assert mask_name("王小明") == "王**"
    assert mask_citizen_id("12") == "**"
