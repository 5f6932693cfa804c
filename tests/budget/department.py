"""A made-up department of five units: Korla's budget, each unit a whole multiple of it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.support import KORLA, RESOURCES, with_change, write_files

TYPES = {
    "first-team": "administrative",
    "second-team": "civil_service",
    "third-team": "institution",
    "fourth-team": "institution",
    "fifth-team": "administrative",
}
FACTORS = {unit: factor for factor, unit in enumerate(TYPES, start=2)}
"""The own office is Korla's budget once, the first unit twice, and so on."""

WHOLE = 1 + sum(FACTORS.values())

_NUMBER = re.compile(
    r"\b(amount|prior|current|goods|services|reserved_\w+|\w+_value|establishment): ([0-9.]+)"
)


def scaled(text: str, factor: int) -> str:
    """Return a source with every amount and headcount multiplied."""
    return _NUMBER.sub(lambda m: f"{m[1]}: {Decimal(m[2]) * factor}", text)


def own_office() -> str:
    """Return the department's own source, which lists its units."""
    listed = "".join(f"    - id: {unit}\n" for unit in TYPES)
    return with_change(KORLA, "  subordinate_units: []\n", f"  subordinate_units:\n{listed}")


def unit_source(unit: str) -> str:
    """Return the source of a unit."""
    text = scaled(KORLA, FACTORS[unit])
    text = with_change(text, "year: 2024\n", "kind: unit\nyear: 2024\n")
    name = "  name: 库尔勒经济技术开发区市场监督管理局\n"
    return with_change(text, name, f"  name: 所属单位{FACTORS[unit]}\n  type: {TYPES[unit]}\n")


def sources() -> dict[str, str]:
    """Return the department's files by their place in its folder."""
    return {"2024.yaml": own_office(), **{f"{u}/2024.yaml": unit_source(u) for u in TYPES}}


def without_priors(text: str) -> str:
    """Return a source in which no amount of last year is typed."""
    text = re.sub(r"^ +prior: [0-9.]+\n", "", text, flags=re.MULTILINE)
    text = re.sub(r", prior: [0-9.]+", "", text)
    return re.sub(r"prior: [0-9.]+(, )?", "", text)


def compile_department(
    folder: Path, files: dict[str, str], edition: str = "2024.yaml"
) -> Compilation:
    """Compile a department from its files."""
    home = folder / "budgets" / "bureau"
    write_files(home, files)
    return compile_source(Workspace.find(folder).source(home / edition), RESOURCES)
