"""How many queries each page of an account takes: `python -m bench.page_queries USERNAME PATH …`, in a home whose database runs."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from gongdun.registry.models import Account  # noqa: E402


def main(username: str, paths: list[str]) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        print(len(asked), path)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
