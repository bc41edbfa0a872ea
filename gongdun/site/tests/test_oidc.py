"""The city's own sign-in against a provider that answers over HTTP: who is known here enters, nobody else, and no token is believed unseen."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.test import Client

from gongdun.registry.models import Account
from gongdun.site import oidc
from gongdun.site.tests.accounts import an_officer
from gongdun.site.tests.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    with Provider() as running:
        told = {
            "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "AUTHORIZE": f"{running.url}/authorize", "TOKEN": f"{running.url}/token", "USER": f"{running.url}/user",
            "KEYS": f"{running.url}/keys",
        }  # fmt: skip
        settings.OIDC = oidc.settings_from({f"GONGDUN_OIDC_{name}": value for name, value in told.items()})
        for name, value in settings.OIDC.items():
            setattr(settings, name, value)
        settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "gongdun.site.oidc_backend.CityIdentity"]
        settings.ROOT_URLCONF = "gongdun.site.tests.oidc_urls"
        yield running


def browsed(address: str) -> str:
    """Where the provider sends the browser."""
    asked = urlsplit(address)
    connection = HTTPConnection(asked.netloc, timeout=10)
    connection.request("GET", f"{asked.path}?{asked.query}")
    return connection.getresponse().headers["Location"]


def through(client: Client):
    """The whole way: the link of the sign-in page, the provider, back."""
    assert "统一身份" in client.get("/sign-in/").content.decode()
    away = client.get("/oidc/authenticate/")
    back = urlsplit(browsed(away.url))
    return client.get(f"{back.path}?{back.query}")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_officer_known_here_enters_and_keeps_the_roles_given_here(client, provider):
    an_officer(roles=["investigator"])
    through(client)
    assert is_signed_in(client)
    assert {"/authorize", "/token", "/keys", "/user"} <= set(provider.asked)
    assert Account.objects.get().roles == ["investigator"]


@pytest.mark.parametrize("username", ["stranger", ""])
def test_who_is_unknown_here_is_told_so_and_no_account_is_made(client, provider, username):
    an_officer()
    provider.username = username
    answer = through(client)
    assert answer.url == "/sign-in/?unknown=1" and not is_signed_in(client)
    assert Account.objects.count() == 1
    assert "没有" in client.get(answer.url).content.decode()


def test_an_account_that_is_closed_here_does_not_enter(client, provider):
    an_officer(is_active=False)
    assert through(client).url == "/sign-in/?unknown=1"
    assert not is_signed_in(client)


def test_a_token_signed_by_another_key_is_not_believed(client, provider):
    an_officer()
    provider.forge = True
    assert through(client).status_code in (302, 400)
    assert not is_signed_in(client)


def test_a_token_for_another_sign_in_is_not_believed(client, provider):
    an_officer()
    provider.nonce = "of-somebody-else"
    assert through(client).status_code in (302, 400)
    assert not is_signed_in(client)


def test_an_answer_that_was_not_asked_for_is_refused(client, provider):
    an_officer()
    answer = client.get("/oidc/callback/", {"code": "x", "state": "never-given"})
    assert answer.status_code in (302, 400) and not is_signed_in(client)


def test_a_code_serves_once(client, provider):
    an_officer()
    away = client.get("/oidc/authenticate/")
    back = urlsplit(browsed(away.url))
    client.get(f"{back.path}?{back.query}")
    other = Client()
    other.get(f"{back.path}?{back.query}")
    assert is_signed_in(client) and not is_signed_in(other)
