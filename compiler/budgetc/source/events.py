"""The one door to YAML: the events and tokens of a text, by ruamel.yaml's C parser (libyaml).

Marks count characters. Nothing is constructed: what an event means is for `read` and `text_parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from _ruamel_yaml import CParser


def next_event(text: str) -> Callable[[], Any]:
    """Return what gives the events of a text one by one, and then nothing.

    Raises:
        YAMLError: when it is called, where the text stops being YAML.
    """
    take: Callable[[], Any] = CParser(text).get_event
    return take


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text; raises as `next_event` does."""
    return iter(next_event(text), None)


def tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of a text; raises as `next_event` does."""
    return iter(CParser(text).get_token, None)
