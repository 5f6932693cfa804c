"""All rules, in the order of the catalogue: a family after the other, a rule a module."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from budgetc.rules.rule import Rule

FAMILIES = (
    "bal", "xtb", "cls", "pct", "yoy", "nar", "tpx", "per", "gov", "ast", "stf", "car", "pub",
    "rol", "src",
)  # fmt: skip
"""The folders of the rules."""


def _rules() -> Iterator[Rule]:
    for family in FAMILIES:
        for path in sorted(Path(__file__).parent.glob(f"{family}/{family}[0-9]*.py")):
            module = import_module(f"{__package__}.{family}.{path.stem}")
            yield from (value for value in vars(module).values() if isinstance(value, Rule))


RULES = tuple(_rules())
"""Every rule, once."""
