"""Finds the account a provider's claim names. Imported only where an identity provider is configured."""

from __future__ import annotations

from django.db.models import QuerySet
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from gongdun.registry.models import Account


class CityIdentity(OIDCAuthenticationBackend):
    """Matches by username alone: an e-mail address may be shared, and roles are given here."""

    def verify_claims(self, claims: dict[str, str]) -> bool:
        return bool(claims.get(self.get_settings("OIDC_USERNAME_CLAIM")))

    def filter_users_by_claims(self, claims: dict[str, str]) -> QuerySet[Account]:
        return Account.objects.filter(username=claims[self.get_settings("OIDC_USERNAME_CLAIM")], is_active=True)
