"""工盾 Gongdun: the open system a city runs its work-injury insurance with."""

__version__ = "0.1.0"
