"""Reading the lists."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources, kept
from budgetc.lists.model import Lists
from budgetc.numbers.money import UNITS, Unit, UnitsError, load_units
from budgetc.schema.data import bound_data
from budgetc.source.read import place_in

KIND_FUNDS = "schema/kind_funds.json"
"""Which funds kinds of expenditure are paid from, and arrive as."""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "texts": "schema/lint.json",
        "targets": "schema/targets.json",
        "codes": "schema/code_rules.json",
        "amounts": "schema/amount_words.json",
        "procurement": "schema/procurement.json",
        "assets": "schema/assets.json",
        "published": "schema/published.json",
        "printed": "schema/printed.json",
        "audit": "schema/audit.json",
        "fund_types": "schema/fund_types.json",
        "kind_funds": KIND_FUNDS,
        "thresholds": "schema/thresholds.json",
        "threshold_sources": "schema/threshold_sources.json",
    }
)
"""Where each part of `Lists` is; JSON is YAML, and so a fault has a line."""

_REPLACEABLE = frozenset({"schema/thresholds.json"})
"""Rules take the other files at their word: what `year` finds is read as a number."""


@kept
def load_lists(resources: Resources) -> tuple[Lists | None, tuple[Diagnostic, ...]]:
    """Return the lists, or what is wrong with them.

    Raises:
        DataFaultError: a file is missing, or the workspace has another than it may have.
    """
    hints = typing.get_type_hints(Lists)
    parts: dict[str, Any] = {"money_units": money_units(resources)}
    findings: list[Diagnostic] = []
    for part, name in FILES.items():
        read = resources.parsed if name in _REPLACEABLE else resources.parsed_as_shipped
        text = read(name, str)
        parts[part], found = bound_data(name, text.encode(), hints[part])
        findings.extend(found)
    return (None if findings else Lists(**parts)), tuple(findings)


def shipped_lists(resources: Resources) -> Lists:
    """Return the lists that ship.

    Raises:
        DataFaultError: a file of them cannot be used.
    """
    lists, findings = load_lists(resources)
    if lists is None:
        first = findings[0]
        raise DataFaultError(str(first.span.file), first.message, first.span.line)
    return lists


@kept
def money_units(resources: Resources) -> Mapping[str, Unit]:
    """Return the units of money by name.

    Raises:
        DataFaultError: their file cannot be used; at the line of what is wrong.
    """
    try:
        return resources.parsed(UNITS, load_units)
    except DataFaultError as fault:
        error = fault.__cause__
        if not isinstance(error, UnitsError):
            raise
        place = place_in(resources, UNITS, error.path)
        hint = error.hint or msg("mend it: a workspace with units of its own needs the file")
        raise DataFaultError(UNITS, error.reason, *place, hint=hint) from error
