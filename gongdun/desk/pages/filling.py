"""A kernel form as a page: the same fields, lists, requirements and faults as the workbook and the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from gongdun.kernel.forms import Checked, Field, Form, Kind

MONEY_LIKE = frozenset({Kind.MONEY, Kind.RATIO, Kind.INTEGER})
DAY_FORMAT, MOMENT_FORMAT = "2022-08-15", "2022-08-15 09:20"


class Filling(forms.Form):
    """What was typed, and what the kernel's form says of it. `checked` is there after `is_valid`."""

    def __init__(self, form: Form, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.form = form
        self.checked: Checked | None = None
        language = get_language() or "zh-hans"
        self.fields.update({field.name: widget_of(field, language) for field in form.fields})

    def clean(self) -> dict[str, Any]:
        checked = self.form.check({field.name: self.data.get(field.name, "") or None for field in self.form.fields})
        language = "en" if (get_language() or "").startswith("en") else "zh_Hans"
        for problem in checked.errors:
            self.add_error(problem.field, problem.text(language))
        self.checked = checked
        return dict(checked.values)


def widget_of(field: Field, language: str) -> forms.Field:
    """The form's own check reads every value: the page's field only shows it."""
    label = field.title.text(language)
    help_text = field.help.text(language) if field.help else ""
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": False}
    if field.choices:
        choices = [("", "—"), *((choice.code, choice.title.text(language)) for choice in field.choices.choices)]
        made: forms.Field = forms.CharField(**common, widget=forms.Select(choices=choices))
    elif field.kind == Kind.LONG_TEXT:
        made = forms.CharField(**common, widget=forms.Textarea(attrs={"rows": 4}))
    elif field.kind == Kind.BOOLEAN:
        made = forms.CharField(**common, widget=forms.Select(choices=[("", "—"), ("是", "是 / yes"), ("否", "否 / no")]))
    else:
        made = forms.CharField(**common, widget=forms.TextInput(attrs=attributes(field)))
    made.required = field.required
    made.validators = []
    made.clean = lambda value: value  # type: ignore[method-assign]
    return made


def attributes(field: Field) -> dict[str, str]:
    shown = {"autocomplete": "off", "maxlength": str(field.limit)}
    if field.kind in MONEY_LIKE:
        shown["inputmode"] = "decimal"
    if field.kind == Kind.DATE:
        shown["placeholder"] = DAY_FORMAT
    if field.kind == Kind.DATETIME:
        shown["placeholder"] = MOMENT_FORMAT
    return shown
