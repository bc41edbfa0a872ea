"""A contract per table: what a city's files must hold to be compared."""

from __future__ import annotations

from gongdun.compare.contracts import cover, injuries, people, trades
from gongdun.compare.contracts.grammar import Column, Contract, Kind, Order

CONTRACTS: dict[str, Contract] = {contract.name: contract for module in (people, cover, trades, injuries) for contract in module.CONTRACTS}

__all__ = ["CONTRACTS", "Column", "Contract", "Kind", "Order"]
