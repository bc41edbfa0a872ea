"""The worker: procrastinate's queue in this process's loop, the journal's sealer in a thread beside it."""

from __future__ import annotations

import asyncio
import signal
import threading

from procrastinate.contrib.django import app

from gongdun.vault import journal


def run() -> int:
    stop = threading.Event()
    sealer = threading.Thread(target=journal.run_sealer, args=(stop,), name="sealer")
    sealer.start()
    try:
        asyncio.run(work())
    finally:
        stop.set()
        sealer.join()
    return 0


async def work() -> None:
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker_app.open_async():
        task = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=4,
                shutdown_graceful_timeout=2,
                install_signal_handlers=False,
                update_heartbeat_interval=5,
                stalled_worker_timeout=30,
            )
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            pass
