"""The desk's jobs: a month's comparison, what follows it, and taking up again what a stopped worker left."""

from __future__ import annotations

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from gongdun.desk.models import Comparison
from gongdun.desk.operations import comparisons
from gongdun.desk.reactions import follow_up
from gongdun.vault.actors import SYSTEM

COMPARE, FOLLOW_UP = "desk.compare", "desk.follow_up"
STALLED = 60  # seconds without a sign of life from its worker


@app.task(name=COMPARE, retry=RetryStrategy(max_attempts=3, wait=10))
def compare(comparison: int) -> None:
    done = comparisons.carry_out(comparison=comparison, folder=settings.LAKE, actor=SYSTEM(COMPARE))
    if done.state == Comparison.State.DONE and not done.is_followed_up:
        follow.defer(comparison=comparison)


@app.task(name=FOLLOW_UP, retry=RetryStrategy(max_attempts=3, wait=10))
def follow(comparison: int) -> None:
    follow_up(comparison=comparison, folder=settings.LAKE, actor=SYSTEM(FOLLOW_UP))


def defer(comparison: int) -> int:
    """Put a comparison in the queue, in the caller's transaction."""
    return compare.defer(comparison=comparison)


@app.periodic(cron="*/2 * * * *")
@app.task(name="desk.retry_stalled", queueing_lock="desk.retry_stalled", pass_context=True)
async def retry_stalled(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]
    """Jobs of a worker that was killed run again; each is safe to run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        await manager.retry_job(job)
