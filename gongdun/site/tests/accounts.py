"""Officers known to every test of the site."""

from gongdun.registry.models import Account
from gongdun.vault.writing import unguarded

PASSWORD = "demo-password-1"


def an_officer(username="chenjing", name="陈静", roles=("investigator",), **more):
    with unguarded("a test's officer"):
        account = Account(username=username, display_name=name, roles=list(roles), **more)
        account.set_password(PASSWORD)
        account.save()
    return account
