"""What a region comes to, by plain additions over the files; nothing of the compiler is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ruamel.yaml import YAML

FEN = {"元": 100, "万元": 1_000_000}
SUPERIOR = "unit_funds.superior"


class Line(NamedTuple):
    """An amount of a department in 分, and what it is for; revenue has no kind and no code."""

    department: str
    fen: int
    fund: str
    kind: str = ""
    code: str = ""
    project: str = ""


def lines(files: Mapping[str, str], without: tuple[str, ...], year: int = 2024) -> list[Line]:
    """Return all amounts of the departments of a year.

    Args:
        files: by their place under `budgets`.
        without: folders of departments that are not counted.
        year: in the name of the file.
    """
    wanted = {
        place: text
        for place, text in files.items()
        if place.endswith(f"/{year}.yaml") and place.split("/")[0] not in without
    }
    return [line for place, text in wanted.items() for line in _lines(place, text)]


def total(chosen: Iterator[Line] | list[Line]) -> Decimal:
    """Return a sum in 万元."""
    return Decimal(sum(line.fen for line in chosen)) / FEN["万元"]


def _lines(place: str, text: str) -> Iterator[Line]:
    loader = YAML(typ="rt")
    source: dict[str, Any] = loader.load(text)
    unit = FEN[source["unit"]]
    folder, *inner = place.split("/")[:-1]
    is_unit = bool(inner)

    def fen(written: Any) -> int:
        exact = Decimal(str(written)) * unit
        assert exact == int(exact)
        return int(exact)

    def fund_of(entry: Any, default: str = "general.own") -> str:
        fund = str(entry.get("fund", default))
        return "general.own" if is_unit and fund == SUPERIOR else fund

    for entry in source["revenue"]:
        if not (is_unit and entry["fund"] == SUPERIOR):
            yield Line(folder, fen(entry["amount"]), entry["fund"])
    for entry in source.get("carry_over", ()):
        yield Line(folder, fen(entry["amount"]), entry["fund"])
    for entry in source["basic_expenditure"]["by_function"]:
        code = str(entry["code"])
        yield Line(folder, fen(entry["amount"]), fund_of(entry), "basic", code)
    for project in source["project_expenditure"]["projects"]:
        name = "/".join((folder, ".".join((*inner, project["id"]))))
        for entry in project["allocation"]:
            yield Line(
                folder, fen(entry["amount"]), fund_of(entry, fund_of(project)), "project",
                str(project["function"]), name,
            )  # fmt: skip
    for entry in source.get("transfers", ()):
        if not is_unit:
            code = str(entry["function"])
            holder = "/".join((folder, entry["project"]))
            yield Line(folder, -fen(entry["amount"]), entry["fund"], entry["kind"], code, holder)


def by_project(chosen: list[Line]) -> Counter[str]:
    """Return what each project comes to, in 分."""
    sums: Counter[str] = Counter()
    for line in chosen:
        if line.project:
            sums[line.project] += line.fen
    return sums
