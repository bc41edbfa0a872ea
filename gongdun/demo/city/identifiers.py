"""Numbers that pass every check and belong to nobody.

- **Citizen numbers** (GB 11643) carry real county codes, a birth date and a true check character, but their three-digit order code lies in
  980–999. Issuing offices fill order codes from below, and 996–999 were set aside for centenarians: the top of the range is practically
  never issued to people of working age. The innocent mass takes 990–999 (downwards), the planted people 980–989; beyond some four million persons
  the mass goes down to 900.
- **Unified social credit codes** (GB 32100) have a true class (91, 92, 52 …), district and both check characters, but their organisation
  code begins with `Y`. The organisation codes issued so far begin with a digit or with M.
- **Mobile numbers** lie in 154, a segment allotted to no operator. **Bank accounts** begin with 9999, no card issuer's range.

So a number of this city is told at a glance, and cannot be mistaken for a living person's.
"""

from __future__ import annotations

import numpy as np

CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_CHECKS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
MALE, FEMALE = "1", "2"  # GB/T 2261.1


def citizen_remainders(bodies: np.ndarray) -> np.ndarray:
    """The weighted sum modulo 11 of 17-digit bodies (int64); it is the index into CITIZEN_CHECKS."""
    rest, total = bodies.copy(), np.zeros(len(bodies), dtype=np.int64)
    for weight in reversed(CITIZEN_WEIGHTS):
        total += rest % 10 * weight
        rest //= 10
    return total % 11


def citizen_number(origin: str, birth: str, order: int) -> str:
    """One number: county code, birth date as YYYYMMDD, order code."""
    body = f"{origin}{birth}{order:03d}"
    return body + CITIZEN_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, CITIZEN_WEIGHTS, strict=True)) % 11]


def fifteen(number: str) -> str:
    """The form issued before 1999: no century, no check character. Only for births of 19xx."""
    return number[:6] + number[8:17]


def full_width(number: str) -> str:
    """Digits as an input method in full-width mode types them."""
    return "".join(chr(ord(character) + 0xFEE0) if character in CITIZEN_CHECKS else character for character in number)


def order_codes(origins: np.ndarray, days: np.ndarray, are_male: np.ndarray, places: int) -> np.ndarray:
    """Order codes from 999 (men) and 998 (women) downwards, one after the other for people of one county, day and sex.

    -1 where a day is full: only `places` codes a sex are used. Shapes (n,).
    """
    groups = (origins.astype(np.int64) * 60_000 + days) * 2 + are_male
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - np.repeat(starts, np.diff(np.r_[starts, len(groups)]))
    codes = np.where(are_male, 999, 998) - 2 * ranks
    return np.where(ranks < places, codes, -1)


def credit_codes(class_codes: np.ndarray, districts: np.ndarray, serials: np.ndarray) -> np.ndarray:
    """Unified social credit codes whose organisation code is Y and seven digits; all three arguments are whole numbers of shape (n,)."""
    digits = [class_codes // 10, class_codes % 10, *(districts // 10**place % 10 for place in range(5, -1, -1))]
    organisation = [np.full(len(serials), 34), *(serials // 10**place % 10 for place in range(6, -1, -1))]
    total = sum(value * weight for value, weight in zip(organisation, ORGANISATION_WEIGHTS, strict=True)) % 11
    checks = np.array([USCC_ALPHABET.index(character) for character in "0X987654321"])[total]
    body = [*digits, np.full(len(serials), USCC_ALPHABET.index("Y")), *organisation[1:], checks]
    rest = sum(value * weight for value, weight in zip(body, USCC_WEIGHTS, strict=True)) % 31
    letters = np.frombuffer(USCC_ALPHABET.encode(), dtype=np.uint8)
    matrix = np.ascontiguousarray(letters[np.stack([*body, (31 - rest) % 31], axis=1)])
    return matrix.view("S18").ravel().astype("U18")


def credit_code(class_code: int, district: str, serial: int) -> str:
    """One such code; a district's local suffix is no part of it."""
    return str(credit_codes(np.array([class_code]), np.array([int(district[:6])]), np.array([serial]))[0])


def phone(serial: int) -> str:
    return f"154{serial:08d}"


def account(serial: int) -> str:
    """A nineteen-digit card number: 9999, the serial, and a true Luhn digit."""
    body = f"9999{serial:014d}"
    total = sum(sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"
