"""The published data of the city: a folder of JSON files, or the same facts on one line each.

The folder has a file for each department, `<cabinet>/<department>.json`, and one for each cabinet.
Of these the tests keep only the facts, without texts: one department a line, the four amounts of a
row as one list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PERIODS = ("FY16A", "FY17A", "FY18B", "FY19B")
"""The periods of every row, as the reference names them."""

SPANS = ("through_2017_06_30", "FY18B", "FY19B", "FY20_23B")
"""Those of the expenditures of capital projects."""

AUTHORIZATIONS = ("existing", "FY19", "future", "non_capital_fund")
"""The kinds of money that a capital project is authorized to spend."""

ROW = "row"
"""Under which a fact's amounts stand, in the order of the period names."""

Department = dict[str, Any]
"""A department as published, its rows short."""

_TEXTS = frozenset(
    (
        *("authorizing_statutes", "column_labels", "description", "description_of_services"),
        *("external_fund_grants", "external_fund_projects", "has_own_page", "head_title"),
        *("major_initiatives", "mission", "overview", "performance_strategies", "schema", "slug"),
    )
)


def departments(path: Path) -> list[Department]:
    """Return all departments of a reference folder, or of a file of facts, by cabinet and name."""
    if path.is_file():
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        _with_cabinet_page(_read(file), _read(file.parent / "_cabinet.json"))
        for file in sorted(path.glob("*/*.json"))
        if not file.name.startswith("_")
    ]


def cabinets(path: Path) -> list[Any]:
    """Return the pages of all cabinets of a reference folder."""
    return [_read(file) for file in sorted(path.glob("*/_cabinet.json"))]


def facts(department: Department) -> Department:
    """Return a department without its texts."""
    kept: Department = _without_texts(department)
    if "book_detail" in kept:
        kept["book_detail"].pop("source")
    return kept


def line(department: Department) -> str:
    """Return a department as a line of a file of facts."""
    return json.dumps(department, ensure_ascii=False, separators=(",", ":")) + "\n"


def place(department: Department) -> str:
    """Return what a department is called in the list of defects."""
    return f"{department['cabinet_id']}/{department['id']}"


def _read(file: Path) -> Any:
    return _short(json.loads(file.read_text(encoding="utf-8")))


def _with_cabinet_page(department: Department, cabinet: Any) -> Department:
    """Return a department with what only the page of its cabinet says of it.

    That is what it spent on capital, and external funds of which it publishes no table.
    """
    capital, external = (
        [row[ROW] for row in cabinet[part] if row["department"] == department["name"]]
        for part in ("capital", "external_funds")
    )
    if capital and department["capital"] is not None:
        department["capital"]["history"] = {ROW: capital[0]}
    if external and not department["external_funds"] and any(external[0]):
        department["external_on_cabinet_page"] = {ROW: external[0]}
    return department


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_short(item) for item in value]
    if not isinstance(value, dict):
        return value
    for names in (PERIODS, SPANS, AUTHORIZATIONS):
        if all(name in value for name in names):
            rest = {key: _short(child) for key, child in value.items() if key not in names}
            return {**rest, ROW: [value[name] for name in names]}
    return {key: _short(child) for key, child in value.items()}


def _without_texts(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_texts(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _without_texts(child) for key, child in _kept(value)}


def _kept(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, child) for key, child in value.items() if key not in _TEXTS)
