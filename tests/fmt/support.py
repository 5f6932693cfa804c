"""Formatting texts, and another reader of YAML to judge what came of it."""

from __future__ import annotations

import json
from typing import Any

import yaml

from budgetc.formatting import Formatted, Unkept, format_source
from tests.support import ROOT, Text

SCHEMA: dict[str, Any] = json.loads((ROOT / "schema/budget.schema.json").read_text("utf-8"))


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
    """Return what PyYAML reads, every value as its words; the order of keys is no matter."""
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # makes texts only
