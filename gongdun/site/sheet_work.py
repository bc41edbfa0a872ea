"""What `gongdun sheet` does: the operations of the pages, inside the row scope of the account it is done for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from gongdun.desk import sheets
from gongdun.desk.models import Matter, SheetImport
from gongdun.desk.operations import sheets as operations
from gongdun.desk.sheet_lists import Asked, SheetList, Told, sheet_lists
from gongdun.law.refusal import Refusal, terminal_language
from gongdun.registry.models import Account
from gongdun.site import business_date
from gongdun.vault.scopes import within


def one_of(name: str) -> SheetList:
    if name not in sheet_lists():
        raise Refusal("There is no list {name}; lists are {names}.", name=name, names=", ".join(sheet_lists()))
    return sheet_lists()[name]


@contextmanager
def signed_in(username: str) -> Iterator[Account]:
    """The account's own rows, and nobody else's."""
    account = Account.objects.select_related("office__area").filter(username=username, is_active=True).first()
    if account is None:
        raise Refusal("There is no open account {username}.", username=username)
    with within(account.scope()):
        yield account


def told_by(account: Account, one: SheetList, asked: argparse.Namespace) -> Told:
    matter = Matter.objects.filter(number=asked.matter, procedure=one.of_matter).first() if one.of_matter else None
    if one.of_matter and matter is None:
        raise Refusal("The list {name} belongs to a matter. Say which: --matter NUMBER.", name=one.id)
    words = dict(word.split("=", 1) for word in getattr(asked, "words", ()) if "=" in word)
    return Told(account.actor("command"), business_date.today(), business_date.now(), matter, words)


def show_lists(asked: argparse.Namespace) -> int:
    for one in sheet_lists().values():
        print(f"{one.id:<14} {'in, out' if one.intake else 'out'}")
    return 0


def write_template(asked: argparse.Namespace) -> int:
    asked.out.write_bytes(sheets.template(one_of(asked.list).form(), language=terminal_language()))
    return 0


def uploaded(account: Account, asked: argparse.Namespace) -> tuple[SheetList, SheetImport, Told]:
    one = one_of(asked.list)
    told = told_by(account, one, asked)
    held = operations.upload(one=one, content=asked.file.read_bytes(), name=asked.file.name, told=told, actor=told.actor)
    print(f"#{held.pk}  " + "  ".join(f"{name} {count}" for name, count in held.counts.items()))
    for row in held.report["rows"]:
        for problem in row["problems"]:
            print(f"  {problem['place'] or row['number']}: {problem['text'][terminal_language()]}")
    if asked.annotated:
        asked.annotated.write_bytes(
            operations.annotated(one=one, sheet=held.pk, language=terminal_language(), told=told, actor=told.actor)[1]
        )
    return one, held, told


def check_file(asked: argparse.Namespace) -> int:
    """0 when every row is correct, 1 otherwise."""
    with signed_in(asked.username) as account:
        _one, held, _told = uploaded(account, asked)
    return 0 if held.counts["importable"] == held.counts["total"] else 1


def take_file(asked: argparse.Namespace) -> int:
    with signed_in(asked.username) as account:
        one, held, told = uploaded(account, asked)
        mode = operations.ALL if asked.all else operations.CORRECT
        taken = operations.take(one=one, sheet=held.pk, mode=mode, renew=asked.renew, told=told, actor=told.actor)
    print(f"+{taken.counts['taken']}")
    return 0


def undo_file(asked: argparse.Namespace) -> int:
    with signed_in(asked.username) as account:
        held = SheetImport.objects.filter(pk=asked.number, account=account).defer("content").first()
        if held is None:
            raise Refusal("There is no upload #{number} of {username}.", number=asked.number, username=asked.username)
        told = Told(account.actor("command"), business_date.today(), business_date.now())
        operations.undo(one=one_of(held.form), sheet=held.pk, told=told, actor=told.actor)
    return 0


def export_list(asked: argparse.Namespace) -> int:
    with signed_in(asked.username) as account:
        one = one_of(asked.list)
        told = told_by(account, one, asked)
        query = {"for_office": str(account.office_id or 0)} if one.id == "accounts" else {}
        content = operations.export(
            one=one, asked=Asked(query, told.matter), filter_="", language=terminal_language(), told=told, actor=told.actor
        )
    asked.out.write_bytes(content)
    return 0
