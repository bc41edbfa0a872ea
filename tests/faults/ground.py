"""Loaded once by the server that the killed processes are forked from."""

import django

django.setup()

import gongdun.areas.inspection.operations  # noqa: E402
import gongdun.desk.comparison  # noqa: E402
from gongdun.desk.catalogue import procedure_of  # noqa: E402

__all__ = ["gongdun", "procedure_of"]
