"""A made-up region of 30 departments. Every name and amount is invented, and says so.

The same files in each run: what looks like chance follows from the number of the department. Among
them are one of units, one with errors, one that has last year's source alone, one that has both
years', one that names units without a source, and one of another jurisdiction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.support import KORLA, with_change

DEPARTMENTS = 30
OF_UNITS, WITH_ERRORS, LAST_YEAR_ONLY, BOTH_YEARS, NAMES_UNITS, REAL = 5, 11, 17, 20, 23, 30
PASSED_ON = 4_000_000
"""What the department of units passes on to its first unit, in 分."""
PASSED_ON_BEFORE = 3_000_000
"""What it passed on last year, in 分."""

_NOTE = "# 生成的测试数据，不是任何单位的预算；名称和金额均为虚构。\n"
_CLASSES = (
    2010301, 2013801, 2040201, 2050201, 2060404, 2070109, 2080501, 2100101, 2110101, 2120101,
    2130101, 2140101, 2150101, 2160201, 2200101, 2210201, 2220101, 2240101, 2299999,
)  # fmt: skip
_FUNDS = ("general.own", "general.transfer", "government_fund.own", "unit_funds.business",
          "special_account", "state_capital.own")  # fmt: skip


def folder(number: int) -> str:
    """Return the folder of a department."""
    return f"made-up-{number:02}"


def name(number: int) -> str:
    """Return what a department is called."""
    return f"虚构{number}局（生成）"


def region(departments: int = DEPARTMENTS) -> dict[str, str]:
    """Return the files of a region, by their place under `budgets`."""
    return dict(entry for number in range(1, departments + 1) for entry in _files(number))


def _files(number: int) -> Iterator[tuple[str, str]]:
    home = folder(number)
    if number == OF_UNITS:
        before = _written(PASSED_ON_BEFORE, "元")
        units = "  subordinate_units: [{id: first}, {id: second}]\n"
        passed = (
            f"transfers:\n  - {{unit: first, amount: {_written(PASSED_ON, '元')}, prior: {before}, "
            f"kind: project, project: project-2, fund: general.own, function: {_code(number, 2)}, "
            f"economic: 302}}\n"
        )
        yield f"{home}/2024.yaml", source(number, Shape(below=units, end=passed, least=PASSED_ON))
        received = f"transfers:\n  - {{amount: {_written(PASSED_ON, '元')}, prior: {before}}}\n"
        first = Shape(kind="unit", end=received, above=PASSED_ON)
        yield f"{home}/first/2024.yaml", source(101, first)
        yield f"{home}/second/2024.yaml", source(102, Shape(kind="unit"))
    elif number == WITH_ERRORS:
        yield f"{home}/2024.yaml", source(number) + "issues: 3\n"
    elif number == LAST_YEAR_ONLY:
        yield f"{home}/2023.yaml", source(number, Shape(year=2023))
    elif number == BOTH_YEARS:
        yield f"{home}/2023.yaml", source(number, Shape(year=2023))
        yield f"{home}/2024.yaml", source(number, Shape(prior=False))
    elif number == NAMES_UNITS:
        units = "  subordinate_units: [{name: 虚构中心（生成）}, {name: 虚构站（生成）}]\n"
        yield f"{home}/2024.yaml", source(number, Shape(below=units))
    elif number == REAL:
        real = "name: 库尔勒经济技术开发区市场监督管理局\n"
        yield f"{home}/2024.yaml", _NOTE + with_change(KORLA, real, f"name: {name(number)}\n")
    else:
        yield f"{home}/2024.yaml", source(number)


@dataclass(frozen=True)
class Shape:
    """What is particular of a source.

    Attributes:
        year: of the budget; it moves the amounts too.
        kind: department or unit.
        prior: whether last year's amounts are typed.
        below: lines under `department`.
        end: lines at the end.
        least: what its first project comes to at least, in 分.
        above: what it receives from the department above it for a further project, in 分.
    """

    year: int = 2024
    kind: str = "department"
    prior: bool = True
    below: str = ""
    end: str = ""
    least: int = 0
    above: int = 0


PLAIN = Shape()


def source(number: int, shape: Shape = PLAIN) -> str:
    """Return one source; its amounts follow from its number."""
    draw = _draws(number * 10_000 + shape.year)
    unit = "元" if number % 3 == 2 else "万元"
    by_fund: Counter[str] = Counter()

    def last() -> str:
        return f", prior: {_written(next(draw), unit)}" if shape.prior else ""

    def before(fund: str) -> str:
        told = last()
        from_above = shape.prior and fund == "unit_funds.superior"
        return f", prior: {_written(PASSED_ON_BEFORE, unit)}" if from_above else told

    basic = {_code(number, place): next(draw) for place in (0, 1)}
    by_fund["general.own"] += sum(basic.values())
    lines = ["project_expenditure:", "  projects:"]
    for place in range(2, 5 + bool(shape.above)):
        fund = "general.own" if place == 2 else _FUNDS[(number + place) % len(_FUNDS)]
        parts = [shape.least + next(draw), next(draw)] if place == 2 else [next(draw)]
        if place == 5:
            fund, parts = "unit_funds.superior", [shape.above]
        by_fund[fund] += sum(parts)
        lines += [
            f"    - id: project-{place}",
            f"      name: 虚构项目{place}（生成）",
            f"      function: {_code(number, place)}",
            "      economic: 302",
            f"      fund: {fund}",
            *([f"      prior: {_written(next(draw), unit)}"] if shape.prior else []),
            "      allocation:",
            *(f"        - {{item: 虚构, amount: {_written(fen, unit)}}}" for fen in parts),
        ]
    return "\n".join(
        [
            _NOTE + f"jurisdiction: tiny\nkind: {shape.kind}\nyear: {shape.year}\nunit: {unit}",
            f"department:\n  name: {name(number)}",
            *([shape.below.rstrip()] if shape.below else []),
            "revenue:",
            *(
                f"  - {{fund: {fund}, amount: {_written(fen, unit)}{before(fund)}}}"
                for fund, fen in by_fund.items()
                if fen
            ),
            "basic_expenditure:",
            "  by_function:",
            *(
                f"    - {{code: {c}, amount: {_written(f, unit)}{last()}}}"
                for c, f in basic.items()
            ),
            "  by_economic:",
            f"    - {{code: 30101, amount: {_written(sum(basic.values()), unit)}}}",
            *lines,
            *([shape.end.rstrip()] if shape.end else []),
            "issued: 2024-02-08",
            "",
        ]
    )


def _draws(seed: int) -> Iterator[int]:
    state = seed
    while True:
        state = (state * 1_103_515_245 + 12_345) % 2**31
        yield (1_000 + (state >> 8) % 900_000) * 100  # whole 元, in 分


def _code(number: int, place: int) -> int:
    return _CLASSES[(number * 5 + place * 3) % len(_CLASSES)]


def _written(fen: int, unit: str) -> str:
    whole = {"元": 100, "万元": 1_000_000}[unit]
    digits = len(str(whole)) - 1
    return f"{fen // whole}.{fen % whole:0{digits}d}"
