"""The rows of a panel: which there are, in which order, and which facts each of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from budgetc.budget.model import Budget, Indicator, Project
from budgetc.classification import Catalogue, CodeList, Entry
from budgetc.document.model import RowKind, line_text
from budgetc.jurisdiction.spec import Framework, Layout, RowsSpec
from budgetc.layout.wording import Wording
from budgetc.ledger import Cube, Fact
from budgetc.source.nodes import Scalar

ALL = "all"
"""In a layout's `always`: every code of the levels."""


@dataclass(frozen=True, slots=True)
class RowSketch:
    """A row before its cells are filled.

    Attributes:
        id: names the row within its table.
        mask: its facts.
        texts: what its text columns may show, by name; `code:类` is a part of the code.
    """

    id: str
    kind: RowKind
    code: str | None
    label: str
    mask: int
    texts: Mapping[str, str]
    indent: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class RowContext:
    """What rows are made from.

    Attributes:
        base: the facts of the panel.
        project: the project a table is about, if it is printed once a project.
    """

    budget: Budget
    catalogue: Catalogue
    layout: Layout
    cube: Cube
    base: int
    project: Project | None
    wording: Wording


def sketch_rows(spec: RowsSpec, context: RowContext) -> tuple[RowSketch, ...]:
    """Return the rows that a layout declares, total row included."""
    rows = tuple(_MAKERS[spec.by](spec, context))
    if spec.total is None:
        return rows
    label = spec.total.label
    total = RowSketch("total", RowKind.TOTAL, None, label, context.base, {"name": label})
    return (total, *rows) if spec.total.at == "top" else (*rows, total)


def _by_function(spec: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    return _by_code(spec, context, "function", context.catalogue.function)


def _by_economic(spec: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    return _by_code(spec, context, "economic", context.catalogue.economic)


def _by_code(
    spec: RowsSpec, context: RowContext, dimension: str, codes: CodeList
) -> Iterator[RowSketch]:
    shown = _shown_codes(spec, context, dimension, codes)
    lowest = spec.levels[-1] if spec.levels else ""
    for index, code in enumerate(sorted(shown), start=1):
        entry = shown[code]
        kind = RowKind.LEAF if entry.level == lowest else RowKind.SUBTOTAL
        mask = context.base & context.cube.of(dimension, code)
        name = _label(spec, entry, index, context.wording)
        texts = {"name": name, **code_texts(code, codes)}
        yield RowSketch(code, kind, code, entry.name, mask, texts)


def _label(spec: RowsSpec, entry: Entry, index: int, wording: Wording) -> str:
    if spec.label is None:
        return entry.name
    values = {"name": entry.name, "code": entry.code, "index": index}
    return line_text(wording.line(spec.label, spec.label, values=values))


def _shown_codes(
    spec: RowsSpec, context: RowContext, dimension: str, codes: CodeList
) -> dict[str, Entry]:
    always = (
        {entry.code for level in spec.levels for entry in codes.of_level(level)}
        if ALL in spec.always
        else {above for code in spec.always for above in codes.lineage(code)}
    )
    facts = context.cube.facts(context.base)
    used = {
        above
        for written in {getattr(fact, dimension) for fact in facts}
        for above in codes.lineage(written)
    }
    entries = (named_entry(code, codes, facts) for code in always | used)
    return {entry.code: entry for entry in entries if entry.level in spec.levels}


def named_entry(code: str, codes: CodeList, facts: tuple[Fact, ...]) -> Entry:
    """Return the entry of a code; an unlisted one takes its name from where it was typed."""
    entry = codes.get(code)
    if entry is not None:
        return entry
    above = codes.lineage(code)
    peers = next((e for e in codes.entries.values() if len(e.code) == len(code)), None)
    name = next((n for fact in facts if (n := _typed_name(fact, code))), code)
    return Entry(
        code, name, peers.level if peers else "", above[-2] if len(above) > 1 else "", "", ""
    )


def _typed_name(fact: Fact, code: str) -> str | None:
    if code not in (fact.function, fact.economic):
        return None
    line = fact.entry or fact.origin
    for code_key, name_key in (("code", "name"), ("function", "function_name")):
        node = line.node.get(name_key)
        if isinstance(node, Scalar) and line.node.get(code_key) is not None:
            return node.text
    return None


def code_texts(code: str, codes: CodeList) -> dict[str, str]:
    """Return a code for print: whole, and its part at each level (201, 38, 01)."""
    texts = {"code": code}
    above = ""
    for step in codes.lineage(code):
        entry = codes.get(step)
        level = entry.level if entry else _level_of_length(len(step), codes)
        texts[f"code:{level}"] = step.removeprefix(above)
        above = step
    return texts


def _level_of_length(length: int, codes: CodeList) -> str:
    return next((e.level for e in codes.entries.values() if len(e.code) == length), "")


def _by_lines(spec: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    for line in spec.lines:
        mask = context.cube.narrowed(context.base, line)
        if line.optional and not mask:
            continue
        yield RowSketch(
            line.id,
            RowKind(line.role),
            None,
            line.label,
            mask,
            {"name": line.label},
            line.indent,
        )


def _by_project(_: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    codes = context.catalogue.function
    for project in context.budget.projects:
        mask = context.base & context.cube.of("project", project.id)
        if not mask:
            continue
        function = codes.get(project.function)
        texts = {
            "name": project.name,
            "function": function.name if function else project.function_name or project.function,
            "entity": _body_of(mask, context.cube),
            **code_texts(project.function, codes),
        }
        yield RowSketch(project.id, RowKind.LEAF, project.function, project.name, mask, texts)


def _body_of(mask: int, cube: Cube) -> str:
    """Return the name of the first body that has some of the facts."""
    return next((body.name for body in cube.bodies if mask & cube.of("entity", body.entity)), "")


def _by_entry(_: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    """One row for each line of the source that has facts here, with the line's own texts."""
    facts = context.cube.facts(context.base)
    for position, fact in enumerate(facts):
        texts = {
            key: node.text
            for key, (_, node) in fact.origin.node.entries.items()
            if isinstance(node, Scalar)
        }
        label = texts.get("item", texts.get("name", ""))
        mask = context.base & context.cube.single(fact)
        yield RowSketch(str(position + 1), RowKind.LEAF, None, label, mask, texts)


def _by_indicators(spec: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    framework = context.layout.frameworks[spec.framework or ""]
    targets = context.project.targets if context.project else context.budget.performance
    indicators = targets.indicators if targets else ()
    for dimension, category in classes_of(framework):
        members = [i for i in indicators if belongs(i, dimension, category, framework)]
        for position, indicator in enumerate(members):
            yield _indicator_row(indicator, dimension, category, position, framework)
        if not members:
            texts = {"dimension": dimension, "category": category}
            yield RowSketch(f"{dimension}.{category}", RowKind.LEAF, None, "", 0, texts)


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


def _indicator_row(
    indicator: Indicator, dimension: str, category: str, position: int, framework: Framework
) -> RowSketch:
    texts = {
        "dimension": dimension,
        "category": indicator.category or category,
        "name": indicator.name,
        "target": f"{indicator.operator or ''}{indicator.target}{indicator.unit or ''}",
        "basis": indicator.basis or framework.missing,
        "prior": indicator.prior or framework.missing,
        "weight": str(indicator.weight),
        "scoring": indicator.scoring or framework.missing,
        "evidence": indicator.evidence or framework.missing,
    }
    return RowSketch(
        f"{dimension}.{texts['category']}.{position + 1}",
        RowKind.LEAF,
        None,
        indicator.name,
        0,
        texts,
    )


def _by_entity(_: RowsSpec, context: RowContext) -> Iterator[RowSketch]:
    """One row for the own office and one for each unit, in the order of the list."""
    for body in context.cube.bodies:
        mask = context.base & context.cube.of("entity", body.entity)
        texts = {"name": body.name}
        yield RowSketch(body.entity or "own", RowKind.LEAF, None, body.name, mask, texts)


RowMaker = Callable[[RowsSpec, RowContext], Iterator[RowSketch]]

_MAKERS: Mapping[str, RowMaker] = MappingProxyType(
    {
        "function": _by_function,
        "economic": _by_economic,
        "lines": _by_lines,
        "project": _by_project,
        "entry": _by_entry,
        "entity": _by_entity,
        "indicators": _by_indicators,
    }
)
