"""The form the patterns page shows with its errors."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

APPLIED_ON = date(2022, 8, 1)


class PatternForm(forms.Form):
    injured_on = forms.DateField(
        label=gettext_lazy("Date of injury"), help_text=gettext_lazy("The day; the time belongs into the account of what happened.")
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"))
    employer = forms.CharField(label=gettext_lazy("Employer"), help_text=gettext_lazy("Enter a name, pinyin initials or a credit code."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_injured_on(self) -> date:
        day = self.cleaned_data["injured_on"]
        if day > APPLIED_ON:
            raise ValidationError(_("cannot be later than the application on %(date)s") % {"date": APPLIED_ON.isoformat()})
        return day

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if len(phone) != 11:
            raise ValidationError(_("a mobile number has 11 digits, this one has %(count)d") % {"count": len(phone)})
        return phone
