"""All rules, in the order of the catalogue: a family after the other, a rule a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module

from budgetc.rules.rule import Rule

FAMILIES = (
    "bal", "xtb", "cls", "pct", "yoy", "nar", "tpx", "per", "gov", "ast", "stf", "car", "pub",
    "rol", "src",
)  # fmt: skip
"""The folders of the rules."""


def _rules() -> Iterator[Rule]:
    for family in FAMILIES:
        names = os.listdir(f"{os.path.dirname(__file__)}/{family}")  # noqa: PTH120, PTH208  # faster
        for name in sorted(names):
            stem, _, kind = name.rpartition(".")
            if kind != "py" or not stem.removeprefix(family).isdigit():
                continue
            module = import_module(f"{__package__}.{family}.{stem}")
            yield from (value for value in vars(module).values() if isinstance(value, Rule))


RULES = tuple(_rules())
"""Every rule, once."""
