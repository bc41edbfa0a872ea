"""The catalogue of this installation, discovered once per process."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

from gongdun.desk.documents import kinds
from gongdun.kernel import catalogue as kernel
from gongdun.kernel.procedures import Procedure


@cache
def catalogue() -> kernel.Catalogue:
    """Areas stand above the desk, so they are found by name, not imported (design.md, discovery)."""
    return kernel.discover(importlib.import_module("gongdun.areas"), kinds)


def procedure_of(matter: Any) -> Procedure:
    """The version the matter was opened under."""
    return catalogue().procedure(matter.procedure, matter.procedure_version)


def document_of(matter: Any, id_: str) -> kernel.Entry:
    """The document that a matter's procedure means: its area's own, or one that every area uses."""
    return catalogue().document(catalogue().owner(matter.procedure), id_)


def of_area(procedure: str, module: str, name: str) -> Callable[..., Any]:
    """A guard (`queries`) or an operation (`operations`) of the area that owns a procedure."""
    area = catalogue().owner(procedure)
    return getattr(importlib.import_module(f"gongdun.areas.{area}.{module}"), name)
