"""What a department's document has to say: every cell of its tables, every figure of its sentences.

Recomputed from the YAML of the sources and of the layout in `Decimal`; nothing of the compiler is
used, neither its reader nor its ledger, consolidation, layout or formats of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from tests.support import ROOT
from tests.yaml_files import load_words

from .amounts import YUAN, Body, Money, Year, a_year_ago, spent_and_got, year_of
from .lists import above, at_level, level, rows

Spec = Mapping[str, Any]
"""A part of a layout, all its values as words."""

_HUNDRED: Final = Decimal(100)


class Value(NamedTuple):
    """What a figure is: an amount in 元, a count, or a part of one; and what is printed of it."""

    exact: Decimal | Fraction
    text: str


@cache
def layout(jurisdiction: str) -> Spec:
    """Return a layout as plain YAML says it, with the figures of the one that it stands on."""
    path = ROOT / "templates" / jurisdiction / "layout.yaml"
    own: Spec = load_words(path.read_text(encoding="utf-8"))
    below = layout(own["base"])["figures"] if "base" in own else {}
    return {**own, "figures": {**below, **own["figures"]}}


def written(yuan: Decimal, numbers: Spec) -> str:
    """Return an amount as a layout says that numbers are written."""
    if not yuan and numbers.get("zero", "plain") != "plain":
        return "" if numbers["zero"] == "blank" else str(numbers["zero"])
    return _digits(yuan / YUAN[numbers["unit"]], numbers)


def percent(part: Fraction, numbers: Spec) -> str:
    """Return a part of one as a layout says that percentages are written."""
    hundred = part * 100
    scale = 10 ** int(numbers["decimals"])
    whole, rest = divmod(hundred.numerator * scale, hundred.denominator)
    rounded = whole + (2 * rest >= hundred.denominator)
    return f"{_digits(Decimal(rounded) / scale, numbers)}%"


def _digits(number: Decimal, numbers: Spec) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-int(numbers["decimals"])), ROUND_HALF_UP)
    bare = numbers.get("whole") == "bare" and rounded == rounded.to_integral_value()
    shown = rounded.to_integral_value() if bare else rounded
    shown = shown or abs(shown)  # never a zero with a sign
    return f"{shown:{numbers.get('separator', '')}f}"


def total(amounts: Iterable[Money]) -> Decimal:
    """Return the sum of some amounts, in 元."""
    return sum((money.yuan for money in amounts), Decimal(0))


@dataclass(frozen=True)
class Oracle:
    """Answers for the document of one department or unit."""

    year: Year
    last: Year | None

    @classmethod
    def of(cls, files: Mapping[str, str], place: str) -> Oracle:
        """Return the oracle of the source at a place among the files of a department."""
        folder, name = place.rpartition("/")[::2]
        before = f"{folder}/{int(name.removesuffix('.yaml')) - 1}.yaml".lstrip("/")
        year = year_of(files, place)
        assert year is not None
        return cls(year, year_of(files, before))

    @cached_property
    def now(self) -> list[Money]:
        """This year's amounts."""
        return spent_and_got(self.year)

    @cached_property
    def ago(self) -> list[Money]:
        """Last year's amounts, by function and fund."""
        return a_year_ago(self.year, self.last)

    @cached_property
    def _last_now(self) -> list[Money]:
        return spent_and_got(self.last) if self.last else []

    @cached_property
    def layout(self) -> Spec:
        """The layout of the jurisdiction."""
        return layout(self.year.own.source["jurisdiction"])

    @property
    def kind(self) -> str:
        """Whether it is a department or a unit that publishes."""
        kind: str = self.year.own.source.get("kind", "department")
        return kind

    # Tables

    def cells(self) -> dict[str, Value]:
        """Return every amount cell of every table, by its id; a blank one is an empty text."""
        found: dict[str, Value] = {}
        for table in self.layout["tables"]:
            if self.kind in table.get("kinds", [self.kind]) and self._is_placed(table):
                found |= dict(self._table(table))
        return found

    def _is_placed(self, table: Spec) -> bool:
        return table["id"] != "by_unit" or len(self.year.bodies) > 1

    def _table(self, table: Spec) -> Iterator[tuple[str, Value]]:
        numbers = self.numbers_of(table)
        before: list[tuple[set[str], set[str]]] = []
        for panel in table["panels"]:
            if "margin" not in panel:
                continue
            base = [money for money in self.now if _in(panel, money)]
            columns = list(_amount_columns(panel["columns"], base))
            lines = list(self._rows(panel["rows"], base))
            # A table of entries that has none is as it was published, without its last row.
            if "total" in panel["rows"] and (base or panel["rows"]["by"] != "entry"):
                lines.append(("total", base))
            for row, amounts in lines:
                for column, condition in columns:
                    yuan = total(m for m in amounts if all(m.meets(c) for c in condition))
                    if figure := condition[-1].get("figure"):
                        yuan = self._amount(figure)
                    twice = any(row in taken and column in heads for taken, heads in before)
                    side = f"{len(before) + 1}." if twice else ""
                    value = Value(yuan, written(yuan, numbers))
                    yield f"T{table['id']}!{row}.{side}{column}", value
            before.append(({row for row, _ in lines}, {column for column, _ in columns}))

    def numbers_of(self, table: Spec) -> Spec:
        """Return how the amounts of a table are written."""
        return {
            **self.layout["numbers"]["table"],
            **self._options.get("tables", {}),
            **table.get("numbers", {}),
            **self._options.get("by_table", {}).get(table["id"], {}),
        }

    @property
    def in_sentences(self) -> Spec:
        """How the amounts of sentences and forms are written."""
        return {**self.layout["numbers"]["prose"], **self._options.get("prose", {})}

    @property
    def _options(self) -> Spec:
        options: Spec = self.year.own.source.get("options") or {}
        return options

    def units(self) -> dict[str, str]:
        """Return the unit of each table with amounts, by the id of the table."""
        return {
            table["id"]: self.numbers_of(table)["unit"]
            for table in self.layout["tables"]
            if any("margin" in panel for panel in table["panels"])
        }

    def _rows(self, spec: Spec, base: list[Money]) -> Iterator[tuple[str, list[Money]]]:
        match spec["by"]:
            case "lines":
                for line in spec["lines"]:
                    amounts = [money for money in base if money.meets(line)]
                    if amounts or "optional" not in line:
                        yield line["id"], amounts
            case "project":
                for name in dict.fromkeys(m.project for m in base if m.project):
                    amounts = [money for money in base if money.project == name]
                    if spec.get("zero") != "left_out" or any(money.yuan for money in amounts):
                        yield name, amounts
            case "entity":
                for body in self.year.bodies:
                    yield body.id or "own", [money for money in base if money.body == body.id]
            case "entry":
                for number, money in enumerate(base, start=1):
                    yield str(number), [money]
            case dimension:
                yield from _code_rows(spec, base, dimension)

    # Sentences

    def figure(self, name: str) -> Value:
        """Return a figure of a sentence by its id.

        Raises:
            LookupError: the oracle knows of no such figure.
        """
        if name.endswith(".share"):
            part = self._amount(name.removesuffix(".share"))
            whole = self._amount(_whole_of(name))
            share = Fraction(part) / Fraction(whole) if whole else Fraction(0)
            return Value(share, percent(share, self.layout["numbers"]["percent"]))
        if name.endswith(".change.growth"):
            now, ago = self._both(name.removesuffix(".change.growth"))
            numbers = self.layout["numbers"]["percent"]
            if not ago:
                return Value(Fraction(0), numbers["from_zero"])
            grown = Fraction(abs(now - ago)) / Fraction(ago)
            return Value(grown, percent(grown, numbers))
        if name.endswith(".change.size"):
            now, ago = self._both(name.removesuffix(".change.size"))
            return self._said(name, abs(now - ago))
        if name.endswith(".prior"):
            return self._said(name, self._both(name.removesuffix(".prior"))[1])
        return self._said(name, self._amount(name))

    def _said(self, name: str, value: Decimal) -> Value:
        if _is_count(name):
            return Value(value, f"{value:f}")
        numbers = self.in_sentences
        return Value(value, written(value, numbers) + numbers["unit"])

    def members(self, breakdown: str) -> list[str]:
        """Return the ids of the parts of a breakdown that have money, or had, if that is asked."""
        spec = self.layout["breakdowns"][breakdown]
        ended = spec.get("ended") == "true"
        amounts = [money for money in (*self.now, *self.ago) if _in(spec, money)]
        parts = dict.fromkeys(f"{breakdown}.{part}" for m in amounts if (part := _part(spec, m)))
        both = {part: self._both(part) for part in parts}
        return [part for part, (now, ago) in both.items() if now or (ended and ago)]

    def names(self, breakdown: str) -> list[str]:
        """Return what the parts of a breakdown are called, in the order of the list."""
        dimension = self.layout["breakdowns"][breakdown]["by"]
        listed = rows(dimension)
        codes = {member.partition(".")[2] for member in self.members(breakdown)}
        return [row["name"] for code, row in listed.items() if code in codes]

    def is_of(self, jurisdiction: str) -> bool:
        """Tell whether the document is one of a jurisdiction."""
        said: str = self.year.own.source["jurisdiction"]
        return said == jurisdiction

    def _both(self, name: str) -> tuple[Decimal, Decimal]:
        """Return this year's and last year's amount of a figure or of a part of a breakdown."""
        if name.startswith("department.staff."):
            return self._typed(name), self._people_a_year_ago(name)
        spec, holds = self._asked(name)
        now = total(money for money in self.now if holds(money))
        if "prior" not in spec:
            return now, total(money for money in self.ago if holds(money))
        return now, self._prior(spec, holds)

    def _people_a_year_ago(self, path: str) -> Decimal:
        prior = path.removesuffix("current") + "prior"
        before = [_at(body.source, prior) for body in self.year.bodies]
        if None not in before:
            return Decimal(sum(map(int, before)))
        assert self.last is not None
        return sum((_number(body, path) for body in self.last.bodies), Decimal(0))

    def _prior(self, spec: Spec, holds: Callable[[Money], bool]) -> Decimal:
        paths = spec["prior"] if isinstance(spec["prior"], list) else [spec["prior"]]
        if paths[0].startswith("figures."):
            return self._both(paths[0].removeprefix("figures."))[1]
        types = spec.get("type")
        bodies = [body for body in self.year.bodies if not types or body.type in types]
        said = [_at(body.source, path) for body in bodies for path in paths]
        if None in said:
            return total(money for money in self._last_now if holds(money))
        return sum(
            (body.yuan(_at(body.source, path)) for body in bodies for path in paths), Decimal(0)
        )

    def _asked(self, name: str) -> tuple[Spec, Callable[[Money], bool]]:
        """Return the declaration that an id names, and whether an amount belongs to it."""
        head, _, rest = name.partition(".")
        if head in self.layout["figures"]:
            spec = self.layout["figures"][head]
            return spec, lambda m: _in(spec, m) and (not rest or m.project == rest)
        spec = self.layout["breakdowns"][head]
        return spec, lambda m: _in(spec, m) and rest in above(spec["by"], getattr(m, spec["by"]))

    def _amount(self, name: str) -> Decimal:
        head = name.partition(".")[0]
        if name.endswith(".count"):
            return Decimal(self._count(name.removesuffix(".count")))
        if name == "reported_projects":
            return sum((self._both(one)[0] for one in self.members("projects")), Decimal(0))
        if head in self.layout["figures"] or head in self.layout["breakdowns"]:
            return self._both(name)[0]
        return self._typed(name)

    def _count(self, name: str) -> int:
        department = self.year.own.source["department"]
        types = [body.type for body in self.year.bodies]
        listed = department.get("subordinate_units") or ()
        types += [unit.get("type", "institution") for unit in listed if "id" not in unit]
        match name:
            case "department.subordinate_units":
                return len(listed)
            case "department.offices":
                return len(department["offices"])
            case "department.administrative":
                return types.count("administrative")
            case "department.institutions":
                return len(types) - types.count("administrative")
            case "fiscal_projects" | "other_projects" | "carried_projects" | "projects":
                return len(self.members(f"{name.removesuffix('s')}_list"))
            case "reported_projects":
                return len(self.members("projects"))
        raise LookupError(name)

    def _typed(self, path: str) -> Decimal:
        """Return the sum over all bodies of a number that each source has once."""
        if path.endswith(".total"):
            section = path.removesuffix(".total")
            return sum((self._typed(f"{section}.{key}") for key in _ADDED[section]), Decimal(0))
        if found := _ALLOCATION.fullmatch(path):
            unit, project, part = found.groups(default="")
            body = next(body for body in self.year.bodies if body.id == unit)
            projects = body.source["project_expenditure"]["projects"]
            return body.yuan(projects[int(project) - 1]["allocation"][int(part) - 1]["amount"])
        return sum((_number(body, path) for body in self.year.bodies), Decimal(0))


_ADDED: Final = {
    "procurement": ("goods", "works", "services"),
    "department.staff": ("in_service.current", "retired.current", "honorary_retired.current"),
    **dict.fromkeys(
        ("assets.vehicles_by_use", "assets.planned_vehicles"),
        ("ministerial", "leading", "confidential", "emergency", "law_enforcement", "technical",
         "retired_cadres", "other"),
    ),
}  # fmt: skip
"""What the sentences add up of what is typed, by where it is."""

_ALLOCATION: Final = re.compile(
    r"(?:([^/]+)/)?project_expenditure\.projects\[(\d+)\]\.allocation\[(\d+)\]\.amount"
)
"""The id of the figure of one allocation; of a unit's, with the unit before it."""


def _is_count(name: str) -> bool:
    """Tell whether a figure is of people or things, not of money."""
    if name.endswith(".count") or name.startswith("department."):
        return True
    return name.startswith("assets.") and not name.endswith("_value")


def _number(body: Body, path: str) -> Decimal:
    words = _at(body.source, path)
    lines = (body.source.get("procurement") or {}).get("lines")
    if lines and path.startswith("procurement."):
        key = path.partition(".")[2]
        return sum((body.yuan(words) for words in _procured(lines, key)), Decimal(0))
    if words is None:
        return Decimal(0)
    return Decimal(words) if _is_count(path) else body.yuan(words)


def _procured(lines: Iterable[Spec], key: str) -> Iterator[str]:
    """Yield the amounts of what is to be procured, of a category or reserved."""
    for line in lines:
        if key.startswith("reserved_"):
            yield line.get(key.removeprefix("reserved_"), "0")
        elif line["category"] == key:
            yield line["amount"]


def _at(source: Any, path: str) -> Any:
    for key in path.split("."):
        if source is None or key not in source:
            return None
        source = source[key]
    return source


def _whole_of(share: str) -> str:
    """Return the figure of which a share is printed, as the sentences have it."""
    head = share.partition(".")[0]
    if head == "general_by_class":
        return "general"
    return "expenditure" if head in {"basic", "projects"} else "revenue"


def _in(spec: Spec, money: Money) -> bool:
    return money.counts_in(spec["margin"]) and money.meets(spec)


def _part(spec: Spec, money: Money) -> str:
    """Return the part of a breakdown that an amount belongs to."""
    value: str = getattr(money, spec["by"])
    return at_level(spec["by"], value, spec["level"]) if "level" in spec else value


def _amount_columns(
    specs: Iterable[Spec], base: list[Money], conditions: tuple[Spec, ...] = (), path: str = "c"
) -> Iterator[tuple[str, tuple[Spec, ...]]]:
    """Yield the id of each column of amounts, and the conditions of it and of its heads."""
    for position, spec in enumerate(specs, start=1):
        here = (*conditions, spec)
        name = spec.get("id") or f"{path}{position}"
        if "over" in spec:
            yield from _amount_columns(spec["over"], base, here, f"{name}.")
        elif "show" not in spec and (
            "optional" not in spec or any(m.yuan and all(m.meets(c) for c in here) for m in base)
        ):
            yield name, here


def _code_rows(spec: Spec, base: list[Money], dimension: str) -> Iterator[tuple[str, list[Money]]]:
    levels = spec["levels"]
    always = spec.get("always", ())
    listed = rows(dimension)
    there = [money for money in base if money.yuan or spec.get("zero") != "left_out"]
    codes = {code for money in there for code in above(dimension, getattr(money, dimension))}
    if always == "all":
        codes |= set(listed)
    else:
        codes |= {one for code in always for one in above(dimension, code)}
    for code in sorted(codes):
        if level(dimension, code) in levels:
            yield code, [m for m in base if code in above(dimension, getattr(m, dimension))]
