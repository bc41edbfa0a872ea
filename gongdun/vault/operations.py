"""An operation: one call, one transaction, one writer, at least one journal entry."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

from gongdun.vault.actors import Actor
from gongdun.vault.writing import Marker, NotJournalled, WriteOutsideOperation, open_operation

Function = TypeVar("Function", bound=Callable[..., Any])


def operation(function: Function) -> Function:
    """Mark a keyword-only function with an `actor: Actor` as an operation.

    An operation called inside another joins its transaction behind a savepoint, so that a refused row of a bulk call leaves nothing.
    """
    refuse_misuse(function)

    @wraps(function)
    def run(**arguments: Any) -> Any:
        if not isinstance(arguments.get("actor"), Actor):
            raise TypeError(f"{function.__qualname__} needs actor=Actor(...): the journal names who acted.")
        marker = open_operation.get()
        if marker is not None and marker.is_guarded:
            return joined(function, marker, arguments)
        return opened(function, arguments)

    return run  # type: ignore[return-value]


def opened(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    marker = Marker(f"{function.__module__}.{function.__qualname__}")
    with transaction.atomic():
        token = open_operation.set(marker)
        try:
            result = function(**arguments)
        finally:
            open_operation.reset(token)
        refuse_silence(marker)
    return result


def joined(function: Callable[..., Any], marker: Marker, arguments: dict[str, Any]) -> Any:
    """What an inner operation did counts only if it stays: a savepoint rolled back takes its entries with it."""
    before = marker.writes, marker.entries, marker.is_unchanged
    try:
        with transaction.atomic():
            return function(**arguments)
    except BaseException:
        marker.writes, marker.entries, marker.is_unchanged = before
        raise


def unchanged() -> None:
    """Says that the open operation found nothing to do, e.g. a job's second run. It must then not have written anything."""
    marker = open_operation.get()
    if marker is None:
        raise WriteOutsideOperation("unchanged() is said inside an operation.")
    marker.is_unchanged = True


def refuse_silence(marker: Marker) -> None:
    if marker.entries or (marker.is_unchanged and not marker.writes):
        return
    raise NotJournalled(
        f"{marker.name} ended without a journal entry after {marker.writes} writes. Call journal.record(...) in it, "
        "or operations.unchanged() where there was nothing to do."
    )


def refuse_misuse(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is not inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values()):
        raise TypeError(f"{function.__qualname__} must take keyword-only arguments: def {function.__name__}(*, actor, ...).")
    if "actor" not in parameters:
        raise TypeError(f"{function.__qualname__} must take `actor: Actor`: the journal names who acted.")
