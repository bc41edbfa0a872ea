"""The forms of the public pages. They only gather facts under the law's own names; what is wrong with a fact, the law says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongdun import law
from gongdun.law.parameters import areas
from gongdun.law.refusal import Refusal
from gongdun.law.scalar import MissingParameter

CITY = 320400
PEOPLE = (1, 2, 3)
SUSPENSIONS = (1, 2, 3)
SEX_OF = {"M60": "M", "F55": "F", "F50": "F"}
CHOOSE = ("", "—")
GRADES = (
    (1, _("Grade 1")), (2, _("Grade 2")), (3, _("Grade 3")), (4, _("Grade 4")), (5, _("Grade 5")),
    (6, _("Grade 6")), (7, _("Grade 7")), (8, _("Grade 8")), (9, _("Grade 9")), (10, _("Grade 10")),
)  # fmt: skip
CARE_LEVELS = (("full", _("Entirely unable")), ("most", _("Mostly unable")), ("partial", _("Partly unable")))
ENDINGS = (
    ("worker", _("The worker")),
    ("employer", _("The employer")),
    ("expiry", _("The contract ran out")),
    ("mutual", _("Both agreed")),
)
RETIREMENT = (("M60", _("Man")), ("F55", _("Woman, management or technical post")), ("F50", _("Woman, other posts")))
SUITABLE = (("yes", _("The employer arranged suitable work")), ("no", _("None could be arranged")))
KINDS = (
    ("spouse", _("Spouse")), ("child", _("Child")), ("parent", _("Parent")), ("grandparent", _("Grandparent")),
    ("grandchild", _("Grandchild")), ("sibling", _("Brother or sister")),
)  # fmt: skip
SEXES = (("M", _("Male")), ("F", _("Female")))
FAMILIES = {
    "enrolment": _("Enrolment"),
    "contribution": _("Contributions"),
    "recognition": _("Recognition of the injury"),
    "reconsideration": _("Administrative reconsideration"),
    "lawsuit": _("Administrative lawsuit"),
    "assessment": _("Assessment of capacity for work"),
    "benefits": _("Benefits"),
    "arbitration": _("Labour arbitration"),
    "advance": _("Advance payment"),
    "recoupment": _("Recoupment"),
    "audit": _("Audit"),
    "inspection": _("Labour inspection"),
    "penalty": _("Administrative penalty"),
    "service": _("Service of documents"),
    "gig": _("New-form employment"),
    "disease": _("Occupational disease"),
}


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget, input_formats=["%Y-%m-%d"])


def yuan_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Read by the law, which alone says what an amount may be."""
    return forms.CharField(label=label, required=False, help_text=help_text, widget=forms.TextInput(attrs={"inputmode": "decimal"}))


def choice_field(label: Any, choices: Any, *, required: bool = False, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, help_text=help_text, choices=[CHOOSE, *choices])


def tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def tongue() -> str:
    """The key of the law's own titles in the reader's language."""
    return "en" if (get_language() or "").startswith("en") else "zh_Hans"


def area_choices() -> list[tuple[int, str]]:
    """The city first, then its districts, then the province's other cities."""
    known = areas()
    names = {code: name[tongue()] for code, name in known.names.items() if name and known.parents[code]}
    return sorted(names.items(), key=lambda one: (one[0] != CITY, known.parents[one[0]] != CITY, one[0]))


class PublicForm(forms.Form):
    """A form to which the law can say no, at the field it speaks of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def refuse(self, refusal: Refusal) -> None:
        """The refusal in the visitor's words: names of facts become the labels of the fields."""
        said = {name: self.spoken(name, value) for name, value in refusal.arguments.items()}
        if isinstance(refusal, MissingParameter):
            # The law names the value in Chinese, and the facts by which it chose the day.
            said |= {"title": law.shipped()[str(said["name"])].title[tongue()], "selector": ""}
        self.add_error(self.at(refusal.arguments), Refusal(refusal.message, **said).text(tongue()))

    def spoken(self, name: str, value: object) -> object:
        field = self.field_of(value)
        return str(self.fields[field].label) if field else value

    def at(self, arguments: Mapping[str, object]) -> str | None:
        return self.field_of(arguments.get("fact", arguments.get("later")))

    def field_of(self, fact: object) -> str | None:
        return fact if isinstance(fact, str) and fact in self.fields else None


class EstimateForm(PublicForm):
    """待遇估算. The facts decide what is estimated: a day of death the death benefits, else a grade the benefits of the injured."""

    injured_on = day_field(_("Day of injury or diagnosis"), required=True)
    grade = choice_field(_("Disability grade"), GRADES)
    average_wage = yuan_field(
        _("Average monthly contribution wage of the 12 months before (yuan)"),
        _("With less than 12 months insured, the average of the months there are."),
    )
    wages_12m = forms.CharField(
        label=_("Or month by month (yuan)"), required=False, help_text=_("1 to 12 amounts, a space or a line between them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    area = forms.TypedChoiceField(label=_("Where insured"), coerce=int, choices=area_choices, initial=CITY)
    uninsured = tick(_("Not insured when injured"))
    occupational_disease = tick(_("Occupational disease"))
    veteran_relapse = tick(_("Relapse of a disabled veteran's old wound"))

    concluded_on = day_field(_("Day of the assessment conclusion"))
    pay_month = forms.CharField(
        label=_("Month of payment"), required=False, widget=forms.TextInput(attrs={"type": "month"}),
        help_text=_("Empty means the first payment, in the month after the conclusion."),
    )  # fmt: skip
    care_level = choice_field(_("Living-care level"), CARE_LEVELS)
    suitable_work = choice_field(_("Suitable work (grades 5 and 6)"), SUITABLE)
    in_paid_leave_period = tick(_("In the paid leave period"))

    ended_on = day_field(_("Day the labour relation ended"))
    ended_by = choice_field(_("Ended by"), ENDINGS)
    born_on = day_field(_("Date of birth"))
    retirement_kind = choice_field(_("Sex and post"), RETIREMENT)
    employer_breach = tick(_("The employer broke its duties (Labour Contract Law art. 38)"))
    retired = tick(_("Pension procedure done"))

    died_on = day_field(_("Day of death"))

    area_average_wage = yuan_field(_("Average wage of the area (yuan a month)"), _("Empty means the figure of this system."))
    last_year_average_wage = yuan_field(_("Average wage of the area, year before (yuan a month)"))
    minimum_wage = yuan_field(_("Minimum wage (yuan a month)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in PEOPLE:
            self.fields[f"person{number}_kind"] = choice_field(_("Who"), KINDS)
            self.fields[f"person{number}_born_on"] = day_field(_("Born on"))
            self.fields[f"person{number}_sex"] = choice_field(_("Sex"), SEXES)
            self.fields[f"person{number}_left"] = tick(_("Lone elder or orphan"))
            self.fields[f"person{number}_disabled"] = tick(_("Entirely unable to work"))

    def people(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        for number in PEOPLE:
            yield number, [self[f"person{number}_{part}"] for part in ("kind", "born_on", "sex", "left", "disabled")]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for number in PEOPLE:
            rest = [given.get(f"person{number}_{part}") for part in ("born_on", "sex", "left", "disabled")]
            if any(rest) and not given.get(f"person{number}_kind"):
                self.add_error(f"person{number}_kind", _("say who this is, or empty the row"))
        if not self.errors and not (given["grade"] or given["died_on"] or given["care_level"]):
            self.add_error("grade", _("choose the grade; after a death give the day of death instead"))
        return given

    def facts(self) -> dict[str, object]:
        """What was stated, by the law's names; an empty field states nothing, nor does a box without a tick."""
        given = self.cleaned_data
        plain = [name for name in self.base_fields if name not in ("uninsured", "suitable_work", "wages_12m")]
        facts: dict[str, object] = {name: given[name] for name in plain if given[name] not in ("", None, False)}
        if given["wages_12m"].strip():
            facts["wages_12m"] = re.split(r"[\s;；、]+", given["wages_12m"].strip())
        if given["suitable_work"]:
            facts["suitable_work"] = given["suitable_work"] == "yes"
        if given["retirement_kind"]:
            facts["sex"] = SEX_OF[given["retirement_kind"]]
        # The law never presumes cover: the tick, set or not, is the visitor's statement of it.
        facts["insured_at_injury"] = not given["uninsured"]
        if people := list(self.dependants()):
            facts["dependants"] = people
        return facts

    def dependants(self) -> Iterator[dict[str, object]]:
        for number in PEOPLE:
            kind, born_on, sex, left, disabled = (
                self.cleaned_data[f"person{number}_{part}"] for part in ("kind", "born_on", "sex", "left", "disabled")
            )
            if kind:
                extra = "alone" if kind in ("spouse", "parent", "grandparent") else "orphan"
                person = {"kind": kind, "born_on": born_on, "sex": sex, extra: left, "disabled": disabled}
                yield {name: value for name, value in person.items() if value not in ("", None, False)}

    def outputs(self) -> list[str]:
        """What the facts bring into question."""
        given = self.cleaned_data
        grade = int(given["grade"] or 0)
        if given["died_on"]:
            return ["funeral_subsidy", "death_lump_sum", *(["dependants_pension"] if any(self.dependants()) else [])]
        wanted = ["disability_lump_sum"] if grade else []
        if 1 <= grade <= 6 and not given["ended_on"]:
            wanted += ["disability_allowance_top_up", "disability_allowance"]
        if given["care_level"]:
            wanted.append("living_care_fee")
        return [*wanted, "injury_medical_subsidy", "employment_subsidy"] if given["ended_on"] and grade else wanted

    def field_of(self, fact: object) -> str | None:
        if not isinstance(fact, str):
            return None
        if fact.startswith("dependants."):
            _list, kind, part = fact.split(".")
            rows = (number for number in PEOPLE if self.cleaned_data.get(f"person{number}_kind") == kind)
            return next((f"person{n}_{part}" for n in rows if not self.cleaned_data[f"person{n}_{part}"]), None)
        return super().field_of({"sex": "retirement_kind", "insured_at_injury": "uninsured"}.get(fact, fact))


def clock_choices() -> list[tuple[Any, Any]]:
    """The clocks by what they belong to; the agency's internal ones are not the public's."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for clock in law.clocks.clocks().values():
        if not clock.internal:
            groups.setdefault(clock.id.partition(".")[0], []).append((clock.id, clock.title[tongue()]))
    return [CHOOSE, *((FAMILIES[family], clocks) for family, clocks in groups.items())]


class DueForm(PublicForm):
    """期限计算: a clock, its first day, and what moves it."""

    clock = forms.ChoiceField(label=_("Period"), choices=clock_choices)
    started_on = day_field(_("First day"), required=True, help_text=_("The day of the event itself; it is not counted."))
    started_at = forms.TimeField(
        label=_("Time of day"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Only for periods in hours."),
    )  # fmt: skip
    length = forms.IntegerField(label=_("Length set in the single case"), required=False, min_value=1, max_value=3650)
    extended = tick(_("Lawfully extended"))
    extension = forms.IntegerField(
        label=_("Length of the extension"), required=False, min_value=1, max_value=3650,
        help_text=_("Only where the law leaves it to the single case."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in SUSPENSIONS:
            hint = _("Both days are counted as suspended.") if number == 1 else ""
            self.fields[f"suspended{number}_from"] = day_field(_("Suspended from"), help_text=hint)
            self.fields[f"suspended{number}_to"] = day_field(_("Suspended until"))

    def pauses(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"suspended{number}_from"], self[f"suspended{number}_to"]) for number in SUSPENSIONS]

    def clean(self) -> dict[str, Any]:
        for number in SUSPENSIONS:
            if self.cleaned_data.get(f"suspended{number}_to") and not self.cleaned_data.get(f"suspended{number}_from"):
                self.add_error(f"suspended{number}_from", _("give the first day of the suspension too"))
        return self.cleaned_data

    def due(self, today: date) -> law.clocks.Due:
        """The answer of the clock; a suspension without an end is looked at today."""
        given = self.cleaned_data
        spans = [(given[f"suspended{number}_from"], given[f"suspended{number}_to"]) for number in SUSPENSIONS]
        started = given["started_on"]
        if given["started_at"]:
            started = datetime.combine(started, given["started_at"])
        return law.clocks.due(
            given["clock"],
            started,
            calendar=law.Calendar.shipped(),
            suspensions=[span for span in spans if span[0]],
            extended=given["extended"],
            extension=given["extension"],
            length=given["length"],
            as_of=today,
            known=today,
        )

    def spoken(self, name: str, value: object) -> object:
        clocks = law.clocks.clocks()
        return clocks[value].title[tongue()] if name == "clock" and isinstance(value, str) and value in clocks else value

    def at(self, arguments: Mapping[str, object]) -> str | None:
        fields = {"length": "length", "extension": "extension", "given": "extension", "first": "suspended1_from", "clock": "clock"}
        return next((field for name, field in fields.items() if name in arguments), None)
