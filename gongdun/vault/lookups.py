"""`key__any_of=[…]` — one parameter for a whole list. Django's `__in` writes one for each member, and 50,000 of them cost seconds before the query runs."""

from __future__ import annotations

from typing import Any

from django.db import models


@models.Field.register_lookup
class AnyOf(models.Lookup):
    lookup_name = "any_of"

    def get_prep_lookup(self) -> list[Any]:
        return [self.lhs.output_field.get_prep_value(value) for value in self.rhs]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = any(%s)", (*parameters, self.rhs)
