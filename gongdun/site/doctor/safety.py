"""Secrets, algorithms, the ways in from outside, and the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongdun.site.doctor.findings import Finding, Message, fault, harm, ok, warning
from gongdun.site.home import home
from gongdun.vault import cipher, journal, keys

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
SECRETS = ("django", "vault-keys.json")


def secrets() -> Iterator[Finding]:
    """Present, and closed to every other user of the machine."""
    folder = home() / "secrets"
    if missing := [name for name in SECRETS if not (folder / name).exists()]:
        what = Message("{names} do not exist in {folder} yet.", names=", ".join(missing), folder=folder)
        mend = Message(
            "The first start of `gongdun serve` makes them. If this installation has run before, put them back from the backup of its keys."
        )
        yield fault("secrets", what, mend)
    open_ones = [path for path in private_paths() if path.stat().st_mode & 0o077]
    for path in open_ones:
        what = Message("{path} is open to other users of this machine.", path=path)
        yield fault("secrets", what, Message("Run `chmod go-rwx {path}`.", path=path))
    if not missing and not open_ones:
        yield ok("secrets", Message("The secrets are there and closed to other users."))


def private_paths() -> list[Path]:
    folder = home() / "secrets"
    kept = [folder, *folder.iterdir()] if folder.exists() else []
    return [path for path in [*kept, home() / "postgres", home() / "journal-heads.log"] if path.exists()]


def algorithms() -> Iterator[Finding]:
    """SM3, SM4 and HMAC against the standards' own examples."""
    if wrong := cipher.self_test():
        mend = Message("Install the package cryptography again from a trusted source, and do not serve until this is mended.")
        yield fault("algorithms", Message("The national algorithms are wrong here: {said}", said=" ".join(wrong)), mend)
    else:
        yield ok("algorithms", Message("SM3, SM4 and HMAC-SM3 give the results of their standards."))


def ways_in(hosts: Sequence[str], *, is_tls: bool, production: bool) -> Iterator[Finding]:
    """Which names the site answers to, and whether the way there is encrypted."""
    if "*" in hosts:
        what = Message("The site answers to every host name.")
        yield fault("hosts", what, Message("Set GONGDUN_HOSTS to the names it is known by, separated by commas."))
    elif set(hosts) <= LOCAL:
        what = Message("The site answers on this machine only.")
        mend = Message("Set GONGDUN_HOSTS to the names it is known by, separated by commas.")
        yield harm("hosts", what, mend, production=True) if production else ok("hosts", what)
    else:
        yield ok("hosts", Message("The site answers to {hosts}.", hosts=", ".join(hosts)))
    if is_tls:
        yield ok("tls", Message("The site expects to be behind TLS: cookies are sent over it alone."))
    else:
        what = Message("The site does not expect TLS: passwords and cookies would cross the network in clear.")
        yield harm("tls", what, Message("Put a TLS proxy in front of it and set GONGDUN_TLS=1."), production=production)


def modes(*, is_demo: bool, is_develop: bool, is_pinned: bool, production: bool) -> Iterator[Finding]:
    """What belongs to the demo or to developers, and never to a city's own rows."""
    told = {"GONGDUN_DEMO": is_demo, "GONGDUN_DEVELOP": is_develop, "GONGDUN_TODAY": is_pinned}
    for name in (name for name, is_on in told.items() if is_on):
        what = Message("{name} is set: that is for the demo or for developers.", name=name)
        yield harm("modes", what, Message("Take {name} out of the environment.", name=name), production=production)
    if not any(told.values()):
        yield ok("modes", Message("No setting of the demo or of developers is on."))


def whole_journal() -> Iterator[Finding]:
    """Every entry against its seal, and the seals against the heads outside the database; without the keys it cannot be read, and reading would make new ones."""
    if not keys.path().exists():
        return
    found = journal.verify()
    if found:
        what = Message("The journal is not whole: {count} findings, the first is: {first}", count=len(found), first=found[0].why)
        mend = Message("Run `gongdun journal verify`, keep the database as it is, and call the auditor.")
        yield fault("journal", what, mend)
    else:
        yield ok("journal", Message("The journal is whole."))
    if journal.head() is None:
        what = Message("The journal has no seal yet.")
        yield warning("journal", what, Message("Start the worker with `gongdun work` or `gongdun serve`; it seals every second."))
