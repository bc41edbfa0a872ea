"""Who acts. Every operation is told; nothing below the site asks a request or a thread who it might be."""

from __future__ import annotations

from dataclasses import dataclass

from gongdun.law.refusal import Refusal


@dataclass(frozen=True)
class Actor:
    """A person at a screen, or a job.

    `name` is what the journal shows years later, when the account may be gone. `origin` is from where: an address, a job, a command.
    """

    account_id: int | None
    name: str
    office_id: int | None = None
    roles: frozenset[str] = frozenset()
    origin: str = ""

    def person(self) -> int:
        """The account, where only a person may act (个人信息保护法 24): a job is refused."""
        if self.account_id is None:
            raise Refusal("This is decided by a person, not by the job {origin}. Sign in and decide.", origin=self.origin)
        return self.account_id


def SYSTEM(job_name: str) -> Actor:
    """The actor of a job or a command that nobody clicked: it has a name, no account and no office."""
    return Actor(account_id=None, name="system", origin=f"job:{job_name}")
