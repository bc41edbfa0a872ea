"""One embedded cluster: init, start, adopt, stop.

Each user process holds a shared lock on a users file; whoever can take it exclusively at the end stops the server. A killed process lets
go of its lock by itself, so a server left alone is adopted at the next start and stopped then.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gongdun.law.refusal import Refusal
from gongdun.site.home import private_folder
from gongdun.site.postgres import binaries

LONGEST_SOCKET_PATH = 90
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "'256MB'",
    "timezone": "'Asia/Shanghai'",
    "max_wal_size": "'1GB'",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def namespace_prefix() -> list[str]:
    """PostgreSQL refuses to run as root; a user namespace makes root an ordinary user without touching the machine."""
    if os.geteuid() != 0:
        return []
    prefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
    allowed = shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    return prefix if allowed else []


@dataclass
class Cluster:
    """A PostgreSQL data folder and the server on it. `forgetful` trades durability for speed: tests only."""

    folder: Path
    forgetful: bool = False
    lock: int | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        """The socket folder; a short one under the temporary folder where the path would be too long for the kernel."""
        near = self.folder / "socket"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_PATH:
            return near
        digest = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"gongdun-{os.geteuid()}-{digest}"

    def url(self, *, role: str = "postgres", name: str = "postgres") -> str:
        return f"postgresql://{role}@/{name}?host={self.sockets}"

    def start(self) -> Cluster:
        """Start, or join, the server; it stops when its last user goes."""
        private_folder(self.folder)
        private_folder(self.sockets)
        with self.gate():
            self.refuse_other_version()
            if not (self.data / "PG_VERSION").exists():
                self.initialise()
            if not self.is_running():
                self.launch()
            self.lock = os.open(self.folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self.lock, fcntl.LOCK_SH)
        atexit.register(self.release)
        return self

    def release(self) -> None:
        """Let go; the last user stops the server."""
        if self.lock is None:
            return
        lock, self.lock = self.lock, None
        with self.gate():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                os.close(lock)
            self.stop()

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Only one process at a time may decide to start or to stop."""
        gate = os.open(self.folder / "gate", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield
        finally:
            os.close(gate)

    def initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # a start killed half-way leaves a folder without PG_VERSION
        arguments = ["-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if binaries.version() >= 17 else []
        self.tool("initdb", *arguments, *(["--no-sync"] if self.forgetful else []))

    def launch(self) -> None:
        settings = SETTINGS | (FORGETFUL if self.forgetful else {})
        options = " ".join([f"-k '{self.sockets}'", *(f"-c {name}={value}" for name, value in settings.items())])
        self.tool("pg_ctl", "-D", self.data, "-w", "-t", "300", "-s", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        if pid := self.pid():
            os.kill(pid, signal.SIGINT)
            self.wait_until_gone(pid)

    def wait_until_gone(self, pid: int) -> None:
        """The postmaster is a child of `init`, so poll its existence; a fast shutdown takes about 0.1 s."""
        for _ in range(3000):
            if not self.is_postmaster(pid):
                return
            signal.sigtimedwait(set(), 0.01)

    def pid(self) -> int | None:
        try:
            number = int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return number if self.is_postmaster(number) else None

    def is_postmaster(self, pid: int) -> bool:
        """A number alone proves nothing after a restart of the machine: read the command line too."""
        try:
            return str(self.data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False

    def is_running(self) -> bool:
        return self.pid() is not None

    def refuse_other_version(self) -> None:
        marker = self.data / "PG_VERSION"
        if marker.exists() and int(marker.read_text()) != binaries.version():
            raise Refusal(
                "The data in {folder} was written by PostgreSQL {old}, the programs are PostgreSQL {new}. "
                "Run `gongdun backup` with the old version, then `gongdun restore` with the new one.",
                folder=self.folder,
                old=marker.read_text().strip(),
                new=binaries.version(),
            )

    def tool(self, name: str, *arguments: object) -> None:
        prefix, identity = namespace_prefix(), {}
        if os.geteuid() == 0 and not prefix:
            identity = self.other_user()
        command = [*prefix, str(binaries.folder() / name), *map(str, arguments)]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **identity)  # type: ignore[call-overload]
        if done.returncode:
            raise Refusal(
                "PostgreSQL's {tool} failed: {said} (log: {log})", tool=name, said=done.stderr.strip()[-400:], log=self.folder / "log"
            )

    def other_user(self) -> dict[str, object]:
        """Where namespaces are forbidden: run as `nobody`, who must be able to reach the folder."""
        nobody = pwd.getpwnam("nobody")
        for path in (self.folder, self.sockets, *self.folder.glob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
