"""How a layout and a source have numbers printed, against what a reader would take them for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from budgetc.budget.model import Budget, Options
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.tables import ColumnSpec, TableSpec
from budgetc.numbers.misread import misread
from budgetc.numbers.money import UNITS, Unit
from budgetc.numbers.style import NumberFormat, NumberOptions, NumberStyle
from budgetc.numbers.unit_words import Multipliers, UnitWords, Worth, unit_words


class _Print(NamedTuple):
    """One way in which numbers are printed.

    Attributes:
        name: what it is of, as a layout names it.
        word: what follows the numbers.
        unit: of money, by name; empty of other numbers.
        at: where it is said last: in the source, or else in the layout.
    """

    name: str
    numbers: NumberFormat
    word: str
    unit: str
    at: Span


def check_prints(
    budget: Budget, layout: Layout, units: Mapping[str, Unit], multipliers: Mapping[str, int]
) -> tuple[Diagnostic, ...]:
    """Return where numbers would be printed so that other numbers are read.

    What one place has wrong is said once, though every table may have it from there.

    Args:
        budget: may change by its options how numbers are printed.
        layout: of its documents.
        units: of money, by name.
        multipliers: words such as million, and by how much they multiply.
    """
    times = tuple(multipliers.items())
    if budget.options is None:  # as mostly: then it is the same of every source of a layout
        return _of_layout(layout, frozenset(units.items()), times)
    return _checked(budget.options, layout, units, times)


@lru_cache(maxsize=16)
def _of_layout(
    layout: Layout, units: frozenset[tuple[str, Unit]], multipliers: Multipliers
) -> tuple[Diagnostic, ...]:
    return _checked(None, layout, dict(units), multipliers)


def _checked(
    options: Options | None, layout: Layout, units: Mapping[str, Unit], multipliers: Multipliers
) -> tuple[Diagnostic, ...]:
    found: dict[Span, Diagnostic] = {}
    words = unit_words(frozenset(units.values()), multipliers)
    for one in _prints(options, layout):
        problem = None if one.at in found else _problem(one, units, words)
        if problem is not None:
            found[one.at] = finding("LAY001", problem[0], one.at, hint=problem[1])
    return (*found.values(), *_told_otherwise(options, layout, units, words))


def _told_otherwise(
    options: Options | None, layout: Layout, units: Mapping[str, Unit], words: UnitWords
) -> Iterator[Diagnostic]:
    """Yield the words over amounts that name another unit than these are in, each once."""
    every = layout.numbers.table.changed(options.tables if options else None)
    told: set[Span] = set()
    for table in layout.tables:
        own = options.by_table.get(table.id) if options else None
        printed = {every.changed(*changes, own).unit for changes in _changes(table)}
        worth = {Worth.of(units[name]) for name in printed if name in units}
        for text, place in _over_amounts(table, layout):
            said = words.said_in(_LIVE.sub(" ", text))
            if said is None or place in told or not worth or said[1] in worth:
                continue
            told.add(place)
            unit = every.changed(table.numbers, own).unit
            problem = msg("“{word}” stands over amounts in {unit}", word=said[0], unit=unit)
            hint = msg(
                "write {mark} in place of it; or print the amounts in {word}",
                mark="{{ unit }}",
                word=said[0],
            )
            yield finding("LAY001", problem, place, hint=hint)


def _over_amounts(table: TableSpec, layout: Layout) -> Iterator[tuple[str, Span]]:
    """Yield the texts over a table that has amounts, and the heads of these."""
    if not any(panel.margin for panel in table.panels):
        return
    for key in ("above_left", "above_right"):
        own = getattr(table, key)
        yield (
            (getattr(layout, key), layout.origin.span(key))
            if own is None
            else (own, table.origin.span(key))
        )
    for panel in table.panels:
        for column in panel.all_columns:
            keys = column.of or panel.of
            if column.show is None and column.compute is None and layout.counted(keys) is None:
                yield column.head, table.origin.span("id")


_LIVE = re.compile(r"\{[{%#][^{}]*[}%#]\}")
"""What a template makes of a text; of this, nobody knows what it will say."""


def _problem(
    one: _Print, units: Mapping[str, Unit], words: UnitWords
) -> tuple[Message, Message | None] | None:
    numbers = one.numbers
    if numbers.separator == numbers.point:
        return msg(
            "{name}: {mark} stands for thousands and for the decimal point",
            name=one.name,
            mark=numbers.point,
        ), None
    around = (numbers.before, numbers.after, one.word)
    for word in () if _names_its_unit(around, one.unit, units) else map(str.strip, around):
        if word in units and one.unit in units and units[word] != units[one.unit]:
            return msg(
                "{name}: amounts in {unit} would be called {word}",
                name=one.name,
                unit=one.unit,
                word=word,
            ), msg("to print {word}, say unit: {word}", word=word)
    together = "".join(around)
    said = words.said_by(together, units[one.unit]) if one.unit in units else None
    if said is not None and said != Worth.of(units[one.unit]):
        named = next((name for name, known in units.items() if Worth.of(known) == said), "")
        hint = (
            msg("say unit: with a unit that is worth as much: {name}", name=named)
            if named
            else msg("take it away, or add a unit of that worth to {file}", file=UNITS)
        )
        return msg(
            "{name}: amounts in {unit} would be called {word}",
            name=one.name,
            unit=one.unit,
            word=together.strip(),
        ), hint
    misprint = misread(numbers, one.word)
    if misprint is None:
        return None
    number, text = misprint
    return msg(
        "{name}: {number} would be printed as {text}", name=one.name, number=number, text=text
    ), msg(
        "a reader would take it for another number: beside digits stands no digit and no sign of "
        "numbers, between them a usual mark, and the text for zero tells no other number"
    )


def _names_its_unit(around: Iterable[str], unit: str, units: Mapping[str, Unit]) -> bool:
    """Tell whether what stands around numbers names their unit together: $5 million."""
    together = _unspaced("".join(around))
    return any(
        _unspaced(name) == together and worth == units.get(unit) for name, worth in units.items()
    )


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _prints(options: Options | None, layout: Layout) -> Iterator[_Print]:
    """Yield the ways in which numbers are printed, each that differs from those before it."""
    yield from _in_tables(options, layout)
    numbers, here = layout.numbers, layout.origin.key_span("numbers")
    prose = numbers.prose.changed(options.prose if options else None)
    at = _place(options, "prose") or here
    yield _sentence("numbers.prose", prose, at)
    for name, section in numbers.sections.items():
        own = options.sections.get(name) if options else None
        place = _place(options, "sections", name) or at
        yield _sentence(f"numbers.sections.{name}", prose.changed(section, own), place)
    for name in layout.measures:
        counted = prose.changed(layout.measured(name))
        yield _sentence(f"measures.{name}", counted, layout.origin.key_span("measures"))
    percent = numbers.percent.format()
    if percent.after.strip() in _PERCENT:
        percent = replace(percent, after="")
    yield _Print("numbers.percent", percent, "", "", here)


_PERCENT = frozenset("%％")


def _sentence(name: str, style: NumberStyle, at: Span) -> _Print:
    return _Print(name, style.format(), style.unit_word, style.unit, at)


def _in_tables(options: Options | None, layout: Layout) -> Iterator[_Print]:
    every = layout.numbers.table.changed(options.tables if options else None)
    at = _place(options, "tables")
    yield _cell("numbers.table", every, at or layout.origin.key_span("numbers"))
    for table in layout.tables:
        own = options.by_table.get(table.id) if options else None
        place = _place(options, "by_table", table.id) or at or table.origin.span("id")
        for changes in _changes(table):
            yield _cell(f"tables.{table.id}", every.changed(*changes, own), place)


def _cell(name: str, style: NumberStyle, at: Span) -> _Print:
    return _Print(name, style.format(), "", style.unit, at)


def _changes(table: TableSpec) -> Iterator[tuple[NumberOptions | None, ...]]:
    """Yield what a table, and what each of its columns, changes of the numbers of tables."""
    yield (table.numbers,)
    for panel in table.panels:
        yield from _of_columns(panel.columns, (table.numbers,))


def _of_columns(
    columns: Iterable[ColumnSpec], above: tuple[NumberOptions | None, ...]
) -> Iterator[tuple[NumberOptions | None, ...]]:
    for column in columns:
        if column.numbers is not None:
            yield (*above, column.numbers)
        yield from _of_columns(column.over, (*above, column.numbers))


def _place(options: Options | None, *path: str) -> Span | None:
    """Return where a source says something of numbers, if it does."""
    if options is None:
        return None
    origin = options.origin
    for key in path[:-1]:
        if origin.node.get(key) is None:
            return None
        origin = origin.child(key)
    return origin.key_span(path[-1]) if path[-1] in origin.node.entries else None
