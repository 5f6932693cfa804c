"""The one door to YAML: the events and tokens of a text, by ruamel.yaml's C parser (libyaml).

Marks count characters. Nothing is constructed: what an event means is for `read` and `text_parse`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from _ruamel_yaml import CParser


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text.

    Raises:
        YAMLError: while they are taken, where the text stops being YAML.
    """
    return iter(CParser(text).get_event, None)


def tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of a text; raises as `events` does."""
    return iter(CParser(text).get_token, None)
