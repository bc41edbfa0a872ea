"""Every test here drives the real site in real Chromium, on one business day after another."""

import pytest


@pytest.fixture
def on(monkeypatch):
    """Pin the business day: `on("2022-08-15")`."""
    return lambda day: monkeypatch.setenv("GONGDUN_TODAY", day)


@pytest.fixture(autouse=True)
def demo(settings, on):
    settings.DEMO = True
    on("2022-08-15")
