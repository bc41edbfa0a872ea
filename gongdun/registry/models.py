"""The register: areas, offices, officers, employers, workers, institutions."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class Account(AbstractUser):
    """A sign-in: an officer's, or a portal user's."""

    class Meta(AbstractUser.Meta):
        db_table = "registry_account"
