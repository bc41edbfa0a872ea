from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from gongdun.vault.writing import guard


class VaultConfig(AppConfig):
    name = "gongdun.vault"
    label = "vault"

    def ready(self) -> None:
        # Infrastructure, not business: the only place where a new connection can be watched from its first statement.
        connection_created.connect(guard, dispatch_uid="gongdun.vault.writing")
        import_module("gongdun.vault.lookups")
        import_module("gongdun.vault.checks")  # registers itself; it reads models, which exist only now
