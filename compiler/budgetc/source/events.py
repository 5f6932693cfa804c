"""The one door to YAML: the events and tokens of a text, from ruamel.yaml's C parser (libyaml).

Marks count characters. Nothing is constructed: what an event means is for `read` and `text_parse`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tokens import KeyToken

__all__ = [
    "AliasEvent",
    "CollectionEndEvent",
    "CollectionStartEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "KeyToken",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "NodeEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "StreamStartEvent",
    "YAMLError",
    "events",
    "tokens",
]


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text.

    Raises:
        YAMLError: while they are taken, where the text stops being YAML.
    """
    return iter(CParser(text).get_event, None)


def tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of a text; raises as `events` does."""
    return iter(CParser(text).get_token, None)
