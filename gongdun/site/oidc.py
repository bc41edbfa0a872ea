"""统一身份 — the city's own sign-in by OpenID Connect, beside the password. Off unless the environment names a client.

    GONGDUN_OIDC_CLIENT_ID, GONGDUN_OIDC_CLIENT_SECRET    as registered with the identity provider
    GONGDUN_OIDC_AUTHORIZE, _TOKEN, _USER, _KEYS          the provider's four addresses
    GONGDUN_OIDC_CLAIM                                    the claim that holds the username here (preferred_username)
    GONGDUN_OIDC_ALGORITHM                                how its tokens are signed (RS256)

Needs the extra `gongdun[oidc]`. An account must exist here first: a sign-in there never makes one, and gives no role.
One-time codes are then the provider's concern.
"""

from __future__ import annotations

from collections.abc import Mapping

ADDRESSES = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "GONGDUN_OIDC_AUTHORIZE",
    "OIDC_OP_TOKEN_ENDPOINT": "GONGDUN_OIDC_TOKEN",
    "OIDC_OP_USER_ENDPOINT": "GONGDUN_OIDC_USER",
    "OIDC_OP_JWKS_ENDPOINT": "GONGDUN_OIDC_KEYS",
}


class Incomplete(RuntimeError):
    """The installation names a client, but not everything a sign-in needs."""


def settings_from(environment: Mapping[str, str]) -> dict[str, object]:
    """Django's settings for the provider, or nothing. A half-written set is refused at the start, not at the first sign-in."""
    if not environment.get("GONGDUN_OIDC_CLIENT_ID"):
        return {}
    needed = ["GONGDUN_OIDC_CLIENT_SECRET", *ADDRESSES.values()]
    if missing := [name for name in needed if not environment.get(name)]:
        raise Incomplete(f"GONGDUN_OIDC_CLIENT_ID is set, so these must be too: {', '.join(missing)}.")
    return {name: environment[told] for name, told in ADDRESSES.items()} | {
        "OIDC_RP_CLIENT_ID": environment["GONGDUN_OIDC_CLIENT_ID"],
        "OIDC_RP_CLIENT_SECRET": environment["GONGDUN_OIDC_CLIENT_SECRET"],
        "OIDC_RP_SIGN_ALGO": environment.get("GONGDUN_OIDC_ALGORITHM", "RS256"),
        "OIDC_CREATE_USER": False,
        "OIDC_USERNAME_CLAIM": environment.get("GONGDUN_OIDC_CLAIM", "preferred_username"),
        "LOGIN_REDIRECT_URL_FAILURE": "/sign-in/?unknown=1",
    }
