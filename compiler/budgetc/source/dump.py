"""New YAML from data, through ruamel.yaml: blocks, and braces where a mapping holds only words."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from budgetc.source.nodes import PlainValue

WIDTH = 100
"""Columns that a line may reach to."""


def dumped(value: PlainValue) -> str:
    """Return a value as the text of a file; a number keeps every digit."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = WIDTH
    if isinstance(value, dict):
        yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(_commented(value), stream)
    return stream.getvalue().removesuffix("...\n")


class _Representer(RoundTripRepresenter):
    """Knows exact numbers."""


def _decimal(representer: Any, number: Decimal) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:float", format(number, "f"))


_Representer.add_representer(Decimal, _decimal)


def _commented(value: PlainValue) -> Any:
    if isinstance(value, dict):
        made: Any = CommentedMap((key, _commented(child)) for key, child in value.items())
        inner = [*value.values()]
    elif isinstance(value, list):
        made, inner = CommentedSeq(map(_commented, value)), value
    else:
        return value
    if not any(isinstance(child, dict | list) for child in inner):
        made.fa.set_flow_style()
    return made
