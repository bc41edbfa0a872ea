"""The stage on which scenarios plant their people, employers, spans and papers.

A scenario never edits the innocent mass: it brings its own cast, named and numbered by the same factories, so that a planted violation
looks like its neighbours and no two scenarios meet.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from gongdun.demo.city import identifiers, words
from gongdun.demo.city.months import EPOCH, at, date_in, last_date, month_of, month_text
from gongdun.demo.city.places import DISTRICTS, LOCAL_ORIGINS, NAME_PLACES, OTHER_ORIGINS
from gongdun.demo.city.trades import BY_CODE, CLASS_RATES, STAGED, Trade

LOCATIONS = [code for code, _, _ in DISTRICTS]
ALWAYS = -1  # a span that began long before the city's first month
NEVER = 10**6  # a span without an end
Span = tuple[int, int]


@dataclass(frozen=True)
class Employer:
    """A planted employer; `key` is its row in the city's employers."""

    key: int
    uscc: str
    name: str
    district: str
    trade: Trade
    legal_person: str
    rate: int

    def contribution(self, base: Decimal) -> Decimal:
        """One month's contribution of one person in yuan, rounded to the fen."""
        return (base * self.rate / 10000).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


@dataclass(frozen=True)
class Person:
    """A planted person; `key` is the row in the city's persons."""

    key: int
    number: str
    name: str
    sex: str
    born_on: datetime.date
    phone: str


@dataclass
class Stage:
    """Collects what the scenarios plant. Months are absolute numbers (`months`), wages whole yuan."""

    rng: np.random.Generator
    first: int
    last: int
    employers: list[tuple] = field(default_factory=list)
    persons: list[tuple] = field(default_factory=list)
    work: list[tuple] = field(default_factory=list)
    contracts: list[tuple] = field(default_factory=list)
    events: list[tuple] = field(default_factory=list)
    pays: list[tuple] = field(default_factory=list)
    first_sent: list[tuple] = field(default_factory=list)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    truths: list[tuple] = field(default_factory=list)
    taken: dict[tuple[str, str, str], int] = field(default_factory=dict)
    brands: set[str] = field(default_factory=set)
    serial: int = 0

    def pick(self, choices: Sequence):
        return choices[int(self.rng.integers(len(choices)))]

    def number(self) -> int:
        """The next number for anything that needs one of its own."""
        self.serial += 1
        return self.serial

    # -- who -----------------------------------------------------------------------------------------------------------------------

    def person_name(self, sex: str) -> str:
        given = words.MALE if sex == identifiers.MALE else words.FEMALE
        family = words.SURNAMES[int(self.rng.integers(len(words.SURNAMES)) * self.rng.integers(1, 9) // 8)]
        return family + "".join(self.pick(given) for _ in range(int(self.rng.integers(1, 5) > 1) + 1))

    def person(
        self,
        age: int = 0,
        sex: str = "",
        *,
        name: str = "",
        born_on: datetime.date | None = None,
        sex_told: str = "",
        born_told: datetime.date | None = None,
        local: bool = True,
        phone: str = "",
        ends_with_x: bool = False,
    ) -> Person:
        """A person of an age at the end of the city's last month; without an age, one safely of working age."""
        sex = sex or self.pick((identifiers.MALE, identifiers.FEMALE))
        age = age or int(self.rng.integers(24, 42))
        born = born_on or date_in(self.last - age * 12 - int(self.rng.integers(2, 10)), int(self.rng.integers(1, 29)))
        origin = self.pick(LOCAL_ORIGINS if local else OTHER_ORIGINS)
        number = self.citizen_number(origin, born, sex)
        while ends_with_x and not number.endswith("X"):
            born -= datetime.timedelta(days=1)
            number = self.citizen_number(origin, born, sex)
        key = len(self.persons)
        person = Person(key, number, name or self.person_name(sex), sex_told or sex, born, phone or identifiers.phone(99_000_000 + key))
        self.persons.append((person.number, person.name, person.sex, born_told or born, person.phone, origin))
        return person

    def citizen_number(self, origin: str, born: datetime.date, sex: str) -> str:
        """The next free number of a county, day and sex; a full day borrows from the next county."""
        counties = (*LOCAL_ORIGINS, *OTHER_ORIGINS)
        birth = born.strftime("%Y%m%d")
        while self.taken.get((origin, birth, sex), 0) >= 5:
            origin = counties[(counties.index(origin) + 1) % len(counties)]
        rank = self.taken.get((origin, birth, sex), 0)
        self.taken[origin, birth, sex] = rank + 1
        return identifiers.citizen_number(origin, birth, (989 if sex == identifiers.MALE else 988) - 2 * rank)

    def people(self, count: int, **wishes) -> list[Person]:
        return [self.person(**wishes) for _ in range(count)]

    def employer(
        self,
        trade: str = "3484",
        *,
        district: str = "",
        kind: str = "enterprise",
        registered_on: datetime.date | None = None,
        cancelled_on: datetime.date | None = None,
        legal_person: str = "",
        hazards: str | None = None,
        risk_class: int = 0,
        name: str = "",
    ) -> Employer:
        """An employer of a trade (its GB/T 4754 code, or a word of `trades.STAGED`)."""
        chosen = STAGED.get(trade) or BY_CODE[trade]
        district = district or self.pick(LOCATIONS)
        key = len(self.employers)
        class_code = {"individual": 92, "school": 12, "agency": 11}.get(kind, 91)
        uscc = identifiers.credit_code(class_code, district, 9_000_000 + key)
        risk_class = risk_class or chosen.risk_class
        employer = Employer(
            key,
            uscc,
            name or self.employer_name(chosen, district),
            district,
            chosen,
            legal_person or self.person_name(identifiers.MALE),
            CLASS_RATES[risk_class],
        )
        founded = registered_on or date_in(self.first - int(self.rng.integers(90, 280)), 11)
        marks = chosen.hazards if hazards is None else hazards
        told = (chosen.code, chosen.name, risk_class, district, founded, cancelled_on, kind, employer.legal_person, employer.rate, marks)
        self.employers.append((uscc, employer.name, *told))
        return employer

    def employer_name(self, trade: Trade, district: str) -> str:
        while (brand := "".join(self.pick(words.BRANDS) for _ in range(3))) in self.brands:
            continue
        self.brands.add(brand)
        return f"{NAME_PLACES[district]}{brand}{self.pick(trade.words)}有限公司"

    # -- who works where -----------------------------------------------------------------------------------------------------------

    def job(
        self,
        person: Person,
        employer: Employer,
        since: int = ALWAYS,
        until: int = NEVER,
        *,
        wage: int = 0,
        declared: int = 0,
        pay: Span | bool = True,
        insured: Span | bool = True,
        cover: Span | bool | None = None,
        scheme: str = "employee",
        contract: str = "labour",
        income: str = "wage",
        hired_on: datetime.date | None = None,
        enrolled_at: datetime.datetime | None = None,
        with_events: bool = True,
    ) -> None:
        """One person at one employer over months (both included): paid, insured and covered elsewhere over the same months unless told.

        `wage` is paid, `declared` declared (0: what is paid, clamped as the law does). `contract=""` leaves the labour record empty.
        """
        whole = (since, until)
        paid, held = span_of(pay, whole), span_of(insured, whole)
        other = span_of(insured if cover is None else cover, whole)
        wage = wage or employer.trade.wage + int(self.rng.integers(0, 1500))
        self.work.append((person.key, employer.key, *paid, *held, *other, wage * 100, declared * 100, income))
        hired = hired_on or self.first_day(since, person)
        if contract:
            ended = last_date(until) if until < NEVER else None
            self.contracts.append((person.key, employer.key, hired, ended, contract))
        if with_events and held[0] <= held[1]:
            self.span_events(person, employer, held, scheme, hired, enrolled_at)

    def first_day(self, since: int, person: Person) -> datetime.date:
        month = since if since > 0 else max(self.first - 40 - person.key % 40, month_of(person.born_on) + 17 * 12)
        return date_in(month, 1 + person.key % 12)

    def span_events(
        self, person: Person, employer: Employer, held: Span, scheme: str, hired: datetime.date, enrolled_at: datetime.datetime | None
    ) -> None:
        start = held[0] if held[0] > 0 else month_of(hired)
        moment = enrolled_at or at(start, hired.day + 1 if month_of(hired) == start else 8, 9 + person.key % 8, person.key % 60)
        self.event(person, employer, "enrol", start, moment, scheme, "新参保")
        if held[1] < NEVER:
            self.event(
                person, employer, "cease", held[1] + 1, at(held[1], 26, 15, person.key % 60), scheme, self.pick(words.REASONS_TO_LEAVE)
            )

    def event(
        self,
        person: Person,
        employer: Employer,
        operation: str,
        month: int,
        moment: datetime.datetime,
        scheme: str = "employee",
        reason: str = "",
    ) -> None:
        """One enrolment event. A cease is effective from the first month without cover."""
        self.events.append((employer.key, person.key, scheme, operation, month, moment, self.pick(("网办", "窗口")), reason))

    def paid(self, person: Person, employer: Employer, month: int, yuan: int, kind: str = "wage", name: str = "") -> None:
        """One further payroll row, perhaps under another name."""
        self.pays.append((person.key, employer.key, month, yuan * 100, kind, name or person.name))

    # -- papers --------------------------------------------------------------------------------------------------------------------

    def add(self, table: str, **row) -> None:
        self.rows.setdefault(table, []).append(row)

    def truth(
        self,
        rule: str,
        kind: str,
        scenario: str,
        why: str,
        *,
        person: Person | None = None,
        employer: Employer | None = None,
        other: str | None = None,
        month: int | None = None,
        until: int | None = None,
        finding: str | None = None,
        figures: dict | None = None,
    ) -> None:
        """What a rule must (violation) or must not (innocent) say. `month` is the first run that must say it, `until` the last."""
        self.truths.append(
            (
                rule,
                kind,
                person.number if person else None,
                employer.uscc if employer else None,
                other,
                month_text(max(month, self.first)) if month is not None else None,
                month_text(until) if until is not None else None,
                finding,
                scenario,
                why,
                json.dumps(figures, ensure_ascii=False, sort_keys=True) if figures else None,
            )
        )


def span_of(wish: Span | bool, whole: Span) -> Span:
    """True: the whole time; False: no month at all."""
    if wish is True:
        return whole
    return (0, -1) if wish is False else wish


def days(day: datetime.date) -> int:
    return (day - EPOCH).days
