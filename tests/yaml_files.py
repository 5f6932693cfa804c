"""YAML of the tests' own: what ruamel.yaml itself reads and writes."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter


class _Representer(SafeRepresenter):
    """Writes decimals with all their digits, and every value out."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _decimal(representer: SafeRepresenter, value: Decimal) -> ScalarNode:
    text = f"{value:f}"
    kind = "float" if "." in text else "int"
    node: ScalarNode = representer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)
    return node


_Representer.add_representer(Decimal, _decimal)


def load(text: str) -> Any:
    """Return what a text says."""
    return YAML(typ="safe", pure=True).load(text)


def load_words(text: str) -> Any:
    """Return what a text says, every value as its words."""
    return YAML(typ="base").load(text)


def dump(value: object, *, width: int = 10_000, braces: bool = False) -> str:
    """Return a value as YAML."""
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = braces
    yaml.allow_unicode = True
    yaml.width = width
    yaml.sort_base_mapping_type_on_output = False
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()
