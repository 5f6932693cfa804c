"""A workspace of a few departments, built again and again, and what each build says it made."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.cli.run import Ran, call
from tests.support import KORLA, with_change

NAMES = ("ba", "ma", "pa")
DEPARTMENT, UNIT = "ta", "ta/shu"


class Build(NamedTuple):
    """What a build said.

    Attributes:
        made: the documents that it wrote, by their departments.
        fresh: how many were up to date.
    """

    ran: Ran
    made: tuple[str, ...]
    fresh: int


def write(root: Path, name: str, text: str) -> None:
    """Write a file of a workspace."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def source(number: int) -> str:
    """Return the source of a department, which differs from all others."""
    return with_change(KORLA, "amount: 314.66", f"amount: 314.66  # {number}")


def populate(root: Path) -> None:
    """Write the sources of the departments."""
    for number, name in enumerate(NAMES):
        write(root, f"budgets/{name}/2024.yaml", source(number))


def build(*options: str) -> Build:
    """Build the workspace here."""
    ran = call("build", "--jobs", "1", *options)
    lines = ran.out.splitlines()
    told = [line for line in lines if line.startswith("documents up to date: ")]
    made = tuple(line.removeprefix("build/") for line in lines if line not in told)
    return Build(ran, made, sum(int(line.rpartition(" ")[2]) for line in told))


def documents(root: Path) -> dict[str, bytes]:
    """Return all that stands in the output folder."""
    folder = root / "build"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
