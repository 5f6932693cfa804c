"""The rows of a panel: which there are, in which order, and which facts each of them has."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache, partial
from types import MappingProxyType

from budgetc.budget.consolidated import Consolidated
from budgetc.budget.lines import Project
from budgetc.budget.targets import Indicator
from budgetc.classification import Catalogue, CodeList, Entry
from budgetc.diagnostics import Diagnostic
from budgetc.document.model import OnDemand, RowKind, line_text
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.spec import Framework, Layout
from budgetc.jurisdiction.tables import ALL, PRINTED, RowsSpec
from budgetc.layout.absent import Absent
from budgetc.layout.blocks import Wording
from budgetc.layout.codes import TypedNames, code_texts, in_order, used_codes
from budgetc.layout.quantities import Member, Quantity
from budgetc.layout.reads import Reads
from budgetc.layout.record import Record
from budgetc.ledger import BALANCES, NO_FACTS, Amounts, Entity, Fact, Flow, Mask
from budgetc.source.nodes import Scalar
from budgetc.source.origin import Origin

_ENTRY = "entry"
"""Rows by the entries of a list."""

TOTAL = "total"
"""The id of the total row that a layout declares under or over the others."""


PANELS = 512
"""Of how many panels it is remembered what follows from their layout: those of some twenty."""


class RowSketch(NamedTuple):
    """A row before its cells are filled.

    Attributes:
        id: names it within its table.
        label: what it is about.
        mask: its facts.
        texts: returns what its text columns may show, by name; `code:类` is a part of the code.
            A check looks at none of them.
        kind: what it is.
        code: that it is of.
        indent: how far in its label is.
        origin: the mapping of the source that it is about, of which a text is named by its key.
        less: facts whose amounts are taken off.
    """

    id: str
    label: str
    mask: Mask
    texts: Callable[[], Mapping[str, str]]
    kind: RowKind = RowKind.LEAF
    code: str | None = None
    indent: int = 0
    origin: Origin | None = None
    less: Mask = NO_FACTS


@frozen(eq=False)
class TableContext:
    """What tables and their rows are made from.

    Attributes:
        figure: returns a declared figure by its name.
        differences: what was found so far where a table says one figure in two ways.
        base: the facts of the panel.
        naming: the text of a row that the panel names it by.
        depths: how far in rows of levels of codes are, where no column shows their codes.
        title: of the table.
        project: the project a table is about, if it is printed once a project.
        entry: the entry of the source, or the member of a breakdown, that it is of.
    """

    budget: Consolidated
    catalogue: Catalogue
    layout: Layout
    cube: Amounts
    wording: Wording
    reads: Reads
    figure: Callable[[str], Quantity]
    differences: list[Diagnostic] = field(default_factory=list)
    base: Mask = NO_FACTS
    naming: str = "name"
    depths: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    project: Project | None = None
    entry: Record | Member | None = None

    def worded(self, text: str) -> str:
        """Return a short text of the layout in print."""
        return line_text(self.wording.line(text, self.title)) if "{" in text else text

    def within(self, dimension: str, value: str) -> Mask:
        """Return the facts of the panel that have a value of a dimension."""
        return self.cube.within(self.base, dimension, value)


_HELD = 1_000
"""How many rows are held at most; of more of them, each is made again when it is looked at."""


def sketch_rows(spec: RowsSpec, context: TableContext) -> Sequence[RowSketch]:
    """Return the rows that a layout declares, total row included.

    Args:
        spec: the declaration.
        context: of the table; under its naming text the total row has its label.
    """
    rows = held(_MAKERS.get(spec.by, _by_code)(spec, context))
    if spec.total is None or (spec.by == _ENTRY and not rows):
        return rows  # nobody typed what is added up
    label = context.worded(spec.total.label)
    texts = {context.naming: label}.copy
    total = RowSketch(TOTAL, label, context.base, texts, RowKind.TOTAL)
    home = 0 if spec.total.at == "top" else len(rows)
    return held(
        _Many(
            range(len(rows) + 1),
            lambda at: total if at == home else rows[at - (at > home)],
            rows.rest if isinstance(rows, _Many) else None,
        )
    )


class _Many(OnDemand[int, RowSketch]):
    """Rows of which there may be too many to hold.

    Attributes:
        rest: the facts of the panel that no row has; nothing where that was not looked for.
    """

    __slots__ = ("rest",)

    def __init__(
        self, sources: Sequence[int], make: Callable[[int], RowSketch], rest: Mask | None = None
    ) -> None:
        """Prepare them."""
        super().__init__(sources, make)
        self.rest = rest


def rest_of(whole: Mask, rows: Sequence[RowSketch], cube: Amounts) -> Mask:
    """Return the facts of a total that no row under it has."""
    if isinstance(rows, _Many) and rows.rest is not None:
        return rows.rest
    return cube.without(whole, (one.mask for one in rows if one.kind is not RowKind.TOTAL))


def telling(spec: RowsSpec, rows: Sequence[RowSketch], context: TableContext) -> Sequence[Mask]:
    """Return the masks of rows, or two in place of many that tell as much of what is not known.

    Many rows are parts of a whole by one dimension: it is not known of one of them what is not
    known of the whole, nor what has no value in the dimension and could have any.
    """
    if isinstance(rows, OnDemand):
        return context.base, context.within(spec.by, _NO_VALUE)
    return tuple(masks_of(rows))


def masks_of(rows: Iterable[RowSketch]) -> Iterator[Mask]:
    """Yield the facts of each row, and those that are taken off from them."""
    for row in rows:
        yield row.mask
        if row.less:
            yield row.less


_NO_VALUE = "?"
"""What nothing is called, in whatever dimension."""


def held(rows: Iterable[RowSketch]) -> Sequence[RowSketch]:
    """Return rows as they are where there are many of them that are made on demand."""
    return rows if isinstance(rows, OnDemand) and len(rows) > _HELD else tuple(rows)


def picked(
    rows: Sequence[RowSketch], is_wanted: Callable[[RowSketch], bool]
) -> Sequence[RowSketch]:
    """Return those of some rows that are wanted."""
    places = array("I", (at for at, row in enumerate(rows) if is_wanted(row)))
    return held(OnDemand(places, rows.__getitem__))


def _by_code(spec: RowsSpec, context: TableContext) -> Iterator[RowSketch]:
    codes = context.catalogue.lists()[spec.by]
    names = TypedNames(partial(context.cube.facts, context.base))
    used = _codes(spec, context)
    shown = _shown_codes(spec, used, codes, names)
    lowest = spec.levels[-1] if spec.levels else ""
    for index, code in enumerate(in_order(shown, codes, spec.by), start=1):
        entry = shown[code]
        is_leaf = entry.level == lowest or not spec.levels
        kind = RowKind.LEAF if is_leaf else RowKind.SUBTOTAL
        name = entry.name
        if not name:
            context.wording.lack(names.lacking(code), context.title, code)
        if spec.label is not None:
            values = {"name": name, "code": entry.code, "index": index}
            name = line_text(context.wording.line(spec.label, spec.label, values=values))
        mask, depth = context.within(spec.by, code), context.depths.get(entry.level, 0)
        texts = partial(_texts_of_code, name, code, codes)
        yield RowSketch(code, entry.name, mask, texts, kind, code, depth)
    if spec.total is not None and "" in used:
        _ask_for_codes(spec.by, spec.total.label, context)


def _texts_of_code(name: str, code: str, codes: CodeList) -> Mapping[str, str]:
    return {"name": name, **code_texts(code, codes)}


def _codes(spec: RowsSpec, context: TableContext) -> set[str]:
    """Return the codes that lines have; of rows that need money, those that any is of."""
    cube, base = context.cube, context.base
    return cube.codes(base if spec.zero == PRINTED else cube.with_amounts(base), spec.by)


def _ask_for_codes(dimension: str, total: str, context: TableContext) -> None:
    """Report what is in the total and in no row: what came in, or is left, without a code.

    Revenue is asked where any of it has one: elsewhere it is told by its funds alone. Which code
    expenditure is of that has only the other one, the sums of rows ask already.
    """
    facts = [fact for fact in context.cube.facts(context.base) if fact.flow in _NOT_SPENT]
    told = any(fact.code(dimension) for fact in facts if fact.flow is Flow.REVENUE)
    for fact in facts:
        if fact.fen and not fact.code(dimension) and (told or fact.flow in BALANCES):
            context.wording.lack(Absent(fact.origin, (dimension,)), context.title, total)


_NOT_SPENT = (Flow.REVENUE, *BALANCES)
"""What states an amount along funds, and along codes where a document is to tell it by them."""


def _shown_codes(
    spec: RowsSpec, written: Iterable[str], codes: CodeList, names: TypedNames
) -> dict[str, Entry]:
    levels = frozenset(spec.levels)
    always = always_shown(spec, codes)
    used = used_codes(written, codes)
    entries = (names.entry(code, codes) for code in always | used)
    return {entry.code: entry for entry in entries if not levels or entry.level in levels}


@lru_cache(PANELS)
def always_shown(spec: RowsSpec, codes: CodeList) -> frozenset[str]:
    """Return the codes of which a row is printed even when it is empty."""
    levels = frozenset(spec.levels)
    if ALL in spec.always:
        listed = codes.entries.items()
        return frozenset(code for code, one in listed if not levels or one.level in levels)
    return frozenset(above for code in spec.always for above in codes.lineage(code))


def _by_lines(spec: RowsSpec, context: TableContext) -> Iterator[RowSketch]:
    for line in spec.lines:
        cube, base = context.cube, context.base
        mask = cube.narrowed(base, line)
        less = NO_FACTS if line.less is None else cube.narrowed(base, line.less)
        if not line.optional or cube.has_amounts(mask) or cube.has_amounts(less):
            label = context.worded(line.label)
            kind, texts = RowKind(line.role), {"name": label}.copy
            yield RowSketch(line.id, label, mask, texts, kind, indent=line.indent, less=less)


def _by_project(_: RowsSpec, context: TableContext) -> Sequence[RowSketch]:
    projects, codes = context.budget.projects, context.catalogue.function
    cube, base = context.cube, context.base  # and no more of the context is held
    there = array("I")

    def masks() -> Iterator[Mask]:
        for at, project in enumerate(projects):
            mask = cube.within(base, "project", project.id)
            if not mask:
                continue
            there.append(at)
            if not _function_name(project, codes):
                lacking = Absent(project.origin, ("function_name",))
                context.wording.lack(lacking, context.title, project.function)
            yield mask

    rest = cube.without(base, masks())  # at once, for a region's are read again to be looked at

    def sketch(at: int) -> RowSketch:
        project = projects[at]
        mask = cube.within(base, "project", project.id)
        texts = {
            "name": project.name,
            "function": _function_name(project, codes),
            "entity": next((body.name for body in cube.bodies(mask)), ""),
            **code_texts(project.function, codes),
        }
        code, origin = project.function, project.origin
        return RowSketch(project.id, project.name, mask, texts.copy, code=code, origin=origin)

    return _Many(there, sketch, rest)


def _function_name(project: Project, codes: CodeList) -> str:
    function = codes.get(project.function) or codes.former.get(project.function)
    return (function.name if function else project.function_name) or ""


def _by_entry(_: RowsSpec, context: TableContext) -> Iterator[RowSketch]:
    """One row for each line of the source that has facts here, with the line's own texts."""
    cube = context.cube
    lines: dict[int, tuple[Fact, Mask]] = {}
    for fact, mask in zip(cube.facts(context.base), cube.each(context.base), strict=True):
        first, others = lines.get(id(fact.line.node), (fact, NO_FACTS))
        lines[id(fact.line.node)] = (first, cube.either(others, mask))
    for number, (fact, mask) in enumerate(lines.values(), start=1):
        texts = _texts(fact.line)
        called = texts.get(context.naming) or texts.get("item", texts.get("name", ""))
        yield RowSketch(str(number), called, mask, texts.copy, origin=fact.line)


def _by_items(spec: RowsSpec, context: TableContext) -> Iterator[RowSketch]:
    """One row for each item of a list of the source, with its own texts and amounts."""
    entry, home = context.entry, context.budget.origin
    if isinstance(entry, Record):
        home = entry.value.origin
    for number, item in enumerate(home.items(spec.list.split(".")), start=1):
        texts = _texts(item)
        mask, label = context.cube.typed_in(context.base, item), next(iter(texts.values()), "")
        yield RowSketch(str(number), label, mask, texts.copy, origin=item)


def _texts(line: Origin) -> dict[str, str]:
    """Return what is typed in a line, by its keys."""
    entries = line.node.entries.items()
    return {key: node.text for key, (_, node) in entries if isinstance(node, Scalar)}


def _by_indicators(spec: RowsSpec, context: TableContext) -> Iterator[RowSketch]:
    framework = context.layout.frameworks[spec.framework or ""]
    targets = context.project.targets if context.project else context.budget.performance
    indicators = targets.indicators if targets else ()
    of_categories = defaultdict[str | None, list[Indicator]](list)
    for indicator in indicators:
        of_categories[indicator.category].append(indicator)
    of_categories[""] = [*indicators]
    for dimension, category in classes_of(framework):
        members = [i for i in of_categories[category] if belongs(i, dimension, category, framework)]
        for position, indicator in enumerate(members, start=1):
            place = {"dimension": dimension, "category": indicator.category or category}
            texts = partial(_texts_of_indicator, place, indicator, framework.missing)
            row = f"{dimension}.{place['category']}.{position}"
            yield RowSketch(row, indicator.name, NO_FACTS, texts, origin=indicator.origin)
        if not members:
            place = {"dimension": dimension, "category": category}
            yield RowSketch(f"{dimension}.{category}", "", NO_FACTS, place.copy)


def _texts_of_indicator(
    place: Mapping[str, str], indicator: Indicator, missing: str
) -> Mapping[str, str]:
    return {
        **place,
        "name": indicator.name,
        "target": f"{indicator.operator or ''}{indicator.target}{indicator.unit or ''}",
        "basis": indicator.basis or missing,
        "prior": indicator.prior or missing,
        "weight": str(indicator.weight),
        "scoring": indicator.scoring or missing,
        "evidence": indicator.evidence or missing,
    }


def classes_of(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the first- and second-level classes in order; the second is empty where it is open."""
    for dimension in framework.dimensions:
        for category in dimension.categories or ("",):
            yield dimension.name, category


def belongs(indicator: Indicator, dimension: str, category: str, framework: Framework) -> bool:
    """Tell whether an indicator is of a class; one without a dimension has its category's."""
    if category and indicator.category != category:
        return False
    if indicator.dimension is not None:
        return indicator.dimension == dimension
    return bool(category) and any(
        d.name == dimension and category in d.categories for d in framework.dimensions
    )


def _by_entity(_: RowsSpec, context: TableContext) -> Sequence[RowSketch]:
    """One row for the own office and one for each unit, in the order of the list."""
    cube, base = context.cube, context.base

    def sketch(entity: Entity) -> RowSketch:
        mask = cube.within(base, "entity", entity.id)
        texts = {"name": entity.name}.copy
        return RowSketch(entity.id or "own", entity.name, mask, texts)

    return OnDemand(cube.entities, sketch)


RowMaker = Callable[[RowsSpec, TableContext], Iterable[RowSketch]]

_MAKERS: Mapping[str, RowMaker] = MappingProxyType(
    {
        "function": _by_code,
        "economic": _by_code,
        "lines": _by_lines,
        "project": _by_project,
        _ENTRY: _by_entry,
        "items": _by_items,
        "entity": _by_entity,
        "indicators": _by_indicators,
    }
)
