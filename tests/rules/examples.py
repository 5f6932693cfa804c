"""The examples of findings: which there are, and what becomes of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from budgetc.pipeline import Compilation
from tests.support import EXAMPLES, compile_text

FAILING = sorted(EXAMPLES.glob("[A-Z]*/*.yaml"))
PASSING = sorted(EXAMPLES.glob("[A-Z]*/passing/*.yaml"))
PASSING_ALL = sorted(EXAMPLES.glob("passing/*.yaml"))

_PLACES = {
    "last-year": "2023.yaml",
    "last-accounts": "2023-final.yaml",
    "control-totals": "../control-totals.yaml",
    "budget": "2024.yml",
    "next-year": "2025.yaml",
}


@cache
def compiled(path: Path) -> Compilation:
    """Compile an example with the files beside it, which bear its name.

    `NAME.last-year.yml` is last year's source, `NAME.last-accounts.yml` its accounts,
    `NAME.budget.yml` the budget of the year of accounts, `NAME.next-year.yml` that of the next,
    `NAME.control-totals.yml` the region's approved figures, `NAME.unit.ID.yml` the source of a unit
    of the department `bureau`, `NAME.rule.CODE.yml` a rule of the workspace, `NAME.evidence.pdf`
    the file `approval.pdf`, which proves an amount.
    """
    return compiled_anew(path)


def compiled_anew(path: Path) -> Compilation:
    """Compile an example as `compiled` does, although it was before."""
    beside: dict[str, bytes] = {}
    for extra in sorted(path.parent.glob(f"{path.stem}.*.yml")):
        role = extra.name.removeprefix(f"{path.stem}.").removesuffix(".yml")
        place = _PLACES.get(role) or f"{role.removeprefix('unit.')}/2024.yaml"
        if role.startswith("rule."):
            place = f"../../rules/{role.removeprefix('rule.')}.yaml"
        beside[place] = extra.read_bytes()
    for extra in sorted(path.parent.glob(f"{path.stem}.evidence.*")):
        beside[f"approval{extra.suffix}"] = extra.read_bytes()
    return compile_text(path.read_bytes(), beside=beside)


def name_of(path: Path) -> str:
    """Return what a test calls an example."""
    return path.relative_to(EXAMPLES).with_suffix("").as_posix()
