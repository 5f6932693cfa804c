"""Formatting texts, and another reader of YAML to judge what came of it."""

from __future__ import annotations

from typing import Any

from budgetc.formatting import Formatted, Unkept, format_source
from tests import support
from tests.support import Text
from tests.yaml_files import load_words

SCHEMA: dict[str, Any] = support.SCHEMA.document


def formatted(text: Text) -> str:
    """Return the canonical text of a source that has one."""
    done = format_source("f.yaml", text if isinstance(text, bytes) else text.encode(), SCHEMA)
    assert isinstance(done, Formatted), done
    return done.after


def unkept(text: str) -> Unkept:
    """Return why a source is left as it is."""
    done = format_source("f.yaml", text.encode(), SCHEMA)
    assert isinstance(done, Unkept), done
    return done


def as_words(text: str) -> object:
    """Return what another reader reads, every value as its words, in any order of keys."""
    return load_words(text)
