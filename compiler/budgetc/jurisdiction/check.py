"""A layout against the code lists.

A fund, code or level that is not there would print nothing, and say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType

from budgetc.budget.accounts import CarryOverLine
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.lines import (
    Allocation,
    EconomicLine,
    FunctionLine,
    MatrixLine,
    Project,
    RevenueLine,
    Transfer,
)
from budgetc.budget.paths import keys_of, leads_somewhere
from budgetc.classification import Catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.frozen import frozen
from budgetc.jurisdiction.amounts import AMOUNT, PRIOR
from budgetc.jurisdiction.declared import Declared
from budgetc.jurisdiction.measured import check_measures
from budgetc.jurisdiction.parts import TABLES
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout
from budgetc.jurisdiction.tables import ALL
from budgetc.ledger import BALANCES
from budgetc.source.identity import plain_code
from budgetc.source.nodes import Mapping, Node, Scalar, Sequence, SourceTree, children, scalars

_CODE_KEYS = ("fund", "function", "economic", "kind", "group")
_LEVEL_KEYS = ("level", "levels", "part")
_AMOUNTS = "amounts"
_AMOUNT_KEYS = ("of", "beside", "reports", "compares")
_NAMED_KEYS = MappingProxyType(
    {
        "framework": "frameworks",
        "figure": "figures",
        "breakdown": "breakdowns",
        "drawn": "charts",
    }
)
"""Under these, a layout has a name of one of its own keys."""

_ITEMS = "items"
"""Rows by the items of a list show what was typed there, which only the source's schema knows."""
_DECLARED_KEYS = ("margin", "by", "where")
_FREE_KEYS = ("words", "wording", _AMOUNTS)
"""Under these, a layout has keys of its own making."""


def check_layout(
    layout: Layout, declared: Declared, catalogue: Catalogue, units: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """Return what a layout names that the lists, or the units of money, do not have."""
    own = _with_these_amounts(layout)
    named = (
        found
        for tree in layout.trees
        if not PurePosixPath(tree.file).name.startswith(tuple(f"{key}." for key in _FREE_KEYS))
        for found in _Check(layout, declared, catalogue, units, tree, tree in own).node(tree.root)
    )
    return (
        *named,
        *_reserved(layout),
        *_taken(layout),
        *_uncounted(layout),
        *_unexplained(layout),
        *_unmeasured(layout),
        *_unplaced(layout),
        *_without_eras(layout),
        *_without_figures(layout),
        *_uncompared(layout, own),
        *check_measures(layout, declared),
    )


def _with_these_amounts(layout: Layout) -> tuple[SourceTree, ...]:
    """Return the files of a layout whose amounts are those of its documents.

    What stands below a file that declares other ones asks for those of its own documents, and may
    be printed in none of these.
    """
    declaring = (
        position
        for position, tree in enumerate(layout.trees, start=1)
        if isinstance(tree.root, Mapping) and _AMOUNTS in tree.root.entries
    )
    return layout.trees[: next(declaring, None)]


def _taken(layout: Layout) -> Iterator[Diagnostic]:
    """Yield the keys of amounts that mean what another key has been given to mean."""
    for role, key, word in (
        (AMOUNT, layout.reports, "reports"),
        (PRIOR, layout.compares, "compares"),
    ):
        if role in layout.amounts and role != key:
            problem = msg(
                "{role} is no key of its own where {word}: is {key}", role=role, word=word, key=key
            )
            hint = msg("give it another name under amounts:")
            yield finding("LAY001", problem, _place(layout, _AMOUNTS, role), hint=hint)


def _place(layout: Layout, *path: str | int) -> Span:
    """Return where something stands that a layout has, of several files in the first."""
    for tree in layout.trees:
        node, left = tree.at(path)
        if not left:
            return tree.span(node)
    raise LookupError(path)


_LINES = (RevenueLine, FunctionLine, EconomicLine, MatrixLine, Allocation, Transfer, Project)
"""The entries of a source that take the amounts that a layout declares."""


def _reserved(layout: Layout) -> Iterator[Diagnostic]:
    """Yield the keys of amounts that mean something else in a line, in a ledger or in a template.

    What has a role may be called as its role is.
    """
    roles = {layout.reports, layout.compares}
    for key in (key for key in layout.amounts if key in _MEANT and key not in roles):
        problem = msg("{key} means something else in a line", key=key)
        hint = msg("give it another name under amounts:")
        yield finding("LAY001", problem, _place(layout, _AMOUNTS, key), hint=hint)


_MEANT = frozenset(
    (
        *("current", "is_zero", "change", "bare", "reasons", "restatements"),
        *(key for line in _LINES for key in keys_of(line)),
    )
) - {AMOUNT, PRIOR}
"""The keys that lines have anyway, and what templates ask of an amount."""


def _uncounted(layout: Layout) -> Iterator[Diagnostic]:
    """Yield the measures of amounts that the layout does not declare."""
    for key, spec in layout.amounts.items():
        if spec.measure is not None and spec.measure not in layout.measures:
            place = _place(layout, _AMOUNTS, key, "measure")
            yield _no_such(spec.measure, tuple(layout.measures), place)


def _unexplained(layout: Layout) -> Iterator[Diagnostic]:
    """Yield the words that the one page explains and the glossary does not have."""
    known = tuple(entry.term for entry in layout.glossary)
    for position, term in enumerate(layout.onepage.explained if layout.onepage else ()):
        if term not in known:
            place = _place(layout, "onepage", "explained", position)
            problem = msg("glossary: has no {name}", name=term)
            yield finding("LAY001", problem, place, hint=choices(term, known))


def _unmeasured(layout: Layout) -> Iterator[Diagnostic]:
    """Yield the figures by which words of the glossary go and which the layout does not have."""
    for position, entry in enumerate(layout.glossary):
        if entry.figure is not None and entry.figure not in layout.figures:
            place = _place(layout, "glossary", position, "figure")
            yield _no_such(entry.figure, tuple(layout.figures), place)


def _unplaced(layout: Layout) -> Iterator[Diagnostic]:
    """Yield that the index is a table that the layout does not declare."""
    tables = layout.table_ids
    if layout.index is None or layout.index in tables:
        return
    for tree in layout.trees:  # a file of its own, where a workspace says only this
        alone = PurePosixPath(tree.file).name == "index.yaml"
        node, left = (tree.root, ()) if alone else tree.at(("index",))
        if not left and isinstance(node, Scalar) and node.text == layout.index:
            yield _no_such(layout.index, tables, tree.span(node))


def _without_eras(layout: Layout) -> Iterator[Diagnostic]:
    """Yield a form of years that counts them by eras, of which the layout has none."""
    if "{era}" in layout.year_label and not layout.eras:
        problem = msg("year_label has {mark}, and the layout has no eras:", mark="{era}")
        hint = msg("add eras: with the name and the first year of each, such as {example}",
                   example="[{name: …, since: 2019}]")  # fmt: skip
        yield finding("LAY001", problem, _place(layout, "year_label"), hint=hint)


def _without_figures(layout: Layout) -> Iterator[Diagnostic]:
    """Yield names of what is no figure, no breakdown and no section of the source."""
    known = (*layout.figures, *layout.breakdowns, *keys_of(ConsolidatedBudget))
    for name, figure in layout.names.items() if layout.source == DEPARTMENTAL else ():
        if (head := figure.partition(".")[0]) not in known:
            yield _no_such(head, known, _place(layout, "names", name))


def _uncompared(layout: Layout, own: Iterable[SourceTree]) -> Iterator[Diagnostic]:
    """Yield the charts of a change that is from no amounts.

    Args:
        layout: that may say which amounts its documents compare with.
        own: its files that speak of its amounts.
    """
    for tree in () if layout.compares_with_some else own:
        charts, _ = tree.at(("charts",))
        for name, node in children(charts):
            beside = layout.charts[str(name)].beside if str(name) in layout.charts else None
            show = node.get("show") if isinstance(node, Mapping) else None
            if isinstance(show, Scalar) and show.text == "change" and beside is None:
                problem = msg("the layout does not say which amounts {figure} is compared with",
                              figure=str(name))  # fmt: skip
                hint = msg("add compares: to the layout with one of the keys of amounts: {names}",
                           names=enumerated(layout.amounts))  # fmt: skip
                yield finding("LAY001", problem, tree.span(show), hint=hint)


def _no_such(name: str, known: tuple[str, ...], place: Span) -> Diagnostic:
    problem = msg("there is no {name} here", name=name)
    return finding("LAY001", problem, place, hint=choices(name, known))


@frozen()
class _Check:
    """One walk over one file of a layout.

    Attributes:
        with_these_amounts: whether the amounts that it asks for are the layout's.
    """

    layout: Layout
    declared: Declared
    catalogue: Catalogue
    units: tuple[str, ...]
    tree: SourceTree
    with_these_amounts: bool

    def node(self, node: Node) -> Iterator[Diagnostic]:
        """Yield what is wrong under a node."""
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self.node(item)
        elif isinstance(node, Mapping):
            if isinstance(rows := node.get("rows"), Mapping):
                columns = tuple(_columns_of(node.get("columns")))
                by = rows.said("by")
                if by != _ITEMS and by in (*ROWS, *self.declared.dimensions):
                    yield from self._shows(self._shown(by, node.said("margin")), columns)
                yield from self._always(rows)
                yield from self._computed(columns)
                yield from self._twice(columns, _COLUMN_TWICE)
                yield from self._twice(_mappings_of(rows.get("lines")), _ROW_TWICE)
            yield from self._twice(_mappings_of(node.get(TABLES)), _TABLE_TWICE)
            told = node.get("by")
            for key, (_, child) in node.entries.items():
                if key in _LEVEL_KEYS and isinstance(told, Scalar):
                    yield from self._names(_levels(self.catalogue, told.text), child, _no_level)
                else:
                    yield from self._under(key, child)

    def _under(self, key: str, node: Node) -> Iterator[Diagnostic]:
        """Yield what is wrong under a key."""
        if key in _CODE_KEYS:
            yield from self._names(_known(self.catalogue, key), node)
        elif key in _LEVEL_KEYS:
            yield from self._names(_levels(self.catalogue), node, _no_level)
        elif key in _NAMED_KEYS:
            section = _NAMED_KEYS[key]
            lacks = partial(_not_in, section)
            yield from self._names(tuple(getattr(self.layout, section)), node, lacks)
        elif key in ("prior", "instead"):
            yield from self._paths(node)
        elif key in _AMOUNT_KEYS:
            yield from self._amounts(node)
        elif key in _DECLARED_KEYS:
            yield from self._declares(key, node)
        elif key == "typed" and isinstance(node, Mapping):
            for written, paths in node.entries.values():
                yield from self._amounts(written)
                yield from self._paths(paths)
        elif key == "when" and isinstance(node, Mapping):
            for written, values in node.entries.values():
                yield from self._choice(written, values)
        elif key == "unit":
            yield from self._unit(node)
        elif key not in _FREE_KEYS:
            yield from self.node(node)

    def _shown(self, rows: str, margin: str) -> tuple[str, ...]:
        """Return the texts that the rows of a panel have for columns to show."""
        if rows in self.declared.dimensions:
            return ("code", "name")
        if rows == "entry" and margin in self.declared.margins and margin not in MARGINS:
            return self.declared.margins[margin]
        return shown_of(rows, margin)

    def _declares(self, key: str, node: Node) -> Iterator[Diagnostic]:
        """Yield what names a margin, a dimension or a measure that there is not."""
        dimensions = self.declared.dimensions
        known = {
            "margin": (*MARGINS, *self.declared.margins),
            "by": (*ROWS, *dimensions),
        }
        if key in known:
            yield from self._one_of(known[key], node)
            return
        for name, (written, codes) in node.entries.items() if isinstance(node, Mapping) else ():
            yield from self._one_of((*dimensions,), written)
            # The codes of a section are those of each source.
            if name in dimensions and not dimensions[name].section:
                yield from self._names((*dimensions[name].codes.entries,), codes)

    def _always(self, rows: Mapping) -> Iterator[Diagnostic]:
        """Yield the codes of rows that their list does not have."""
        codes, always = self.catalogue.lists().get(rows.said("by")), rows.get("always")
        if codes is not None and codes.entries and always is not None:
            yield from self._names((ALL, *codes.entries), always)

    def _one_of(self, known: tuple[str, ...], node: Node) -> Iterator[Diagnostic]:
        for item in scalars(node):
            if item.text not in known:
                yield _no_such(item.text, known, self.tree.span(item))

    def _shows(self, known: tuple[str, ...], columns: Iterable[Mapping]) -> Iterator[Diagnostic]:
        """Yield the columns that show what no row of their panel has."""
        for column in columns:
            show = column.get("show")
            if isinstance(show, Scalar) and show.text not in known:
                problem = msg("these rows have no {name} to show", name=show.text)
                hint = choices(show.text, known)
                yield finding("LAY001", problem, self.tree.span(show), hint=hint)

    def _computed(self, columns: Iterable[Mapping]) -> Iterator[Diagnostic]:
        """Yield the columns made of others that their panel does not have."""
        columns = tuple(columns)
        amounts = (one for one in columns if not _NO_AMOUNTS.intersection(one.entries))
        known = tuple(one.said("id") for one in amounts)
        for column in columns:
            made_of = column.get("columns")
            for one in scalars(made_of) if made_of is not None else ():
                if one.text not in known:
                    problem = msg("no column of amounts here has the id {id}", id=one.text)
                    hint = choices(one.text, known)
                    yield finding("LAY001", problem, self.tree.span(one), hint=hint)

    def _twice(self, told: Iterable[Mapping], said: _SaidTwice) -> Iterator[Diagnostic]:
        """Yield the ids that another of some columns, rows or tables has, too."""
        seen: dict[str, list[Mapping]] = defaultdict(list)
        for one in told:
            node = one.get("id")
            if "over" in one.entries or not isinstance(node, Scalar):
                continue
            if any(_meet(one, other) for other in seen[node.text]):
                problem, hint = said
                yield finding("LAY001", problem(node.text), self.tree.span(node), hint=hint)
            seen[node.text].append(one)

    def _amounts(self, node: Node) -> Iterator[Diagnostic]:
        for item in scalars(node) if self.with_these_amounts else ():
            if item.text not in self.layout.amounts:
                problem = msg("amounts: has no {name}", name=item.text)
                hint = choices(item.text, tuple(self.layout.amounts))
                yield finding("LAY001", problem, self.tree.span(item), hint=hint)

    def _choice(self, name: Scalar, values: Node) -> Iterator[Diagnostic]:
        """Yield a choice of wording, or a value of it, that the layout does not have."""
        choice = self.layout.wording.get(name.text)
        known = tuple(self.layout.wording) if choice is None else choice.values
        for item in (name,) if choice is None else scalars(values):
            if choice is None or item.text not in known:
                problem = msg("wording: has no {name}", name=item.text)
                yield finding(
                    "LAY001", problem, self.tree.span(item), hint=choices(item.text, known)
                )

    def _unit(self, node: Node) -> Iterator[Diagnostic]:
        if isinstance(node, Scalar) and node.text not in self.units:
            problem = msg("{path} may not be {text}", path="unit", text=node.text)
            hint = choices(node.text, self.units)
            yield finding("SCH004", problem, self.tree.span(node), hint=hint)

    def _paths(self, node: Node) -> Iterator[Diagnostic]:
        for item in scalars(node):
            figure = item.text.removeprefix("figures.")
            home, _, last = item.text.rpartition(".")
            # Where last year's amount may stand, those of further periods may stand as well.
            path = f"{home}.{PRIOR}" if last in self.layout.further else item.text
            if figure in self.layout.figures or leads_somewhere(ConsolidatedBudget, path):
                continue
            problem = msg("a source has no {name}", name=item.text)
            yield finding("LAY001", problem, self.tree.span(item))

    def _names(
        self, known: tuple[str, ...], node: Node, lacks: Callable[[str], Message] | None = None
    ) -> Iterator[Diagnostic]:
        """Yield the names that there are not, of codes where it is not said otherwise."""
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar) or {item.text, plain_code(item.text)} & {*known}:
                continue
            problem = (lacks or _no_code)(item.text)
            yield finding("LAY001", problem, self.tree.span(item), hint=choices(item.text, known))


def _no_code(name: str) -> Message:
    return msg("the lists have no {name}", name=name)


def _no_level(name: str) -> Message:
    return msg("the lists have no level {name}", name=name)


def _not_in(section: str, name: str) -> Message:
    return msg("{section}: has no {name}", section=section, name=name)


_SaidTwice = tuple[Callable[[str], Message], Message]
"""What is said of an id that stands twice, and the way out."""

_COLUMN_TWICE: _SaidTwice = (
    lambda name: msg("another column here has the id {id}", id=name),
    msg("give each column of a panel an id of its own"),
)
_ROW_TWICE: _SaidTwice = (
    lambda name: msg("another row here has the id {id}", id=name),
    msg("give each row of a panel an id of its own"),
)
_TABLE_TWICE: _SaidTwice = (
    lambda name: msg("another table here has the id {id}", id=name),
    msg("give each table an id of its own; only tables for different kinds: may share one"),
)


def _meet(one: Mapping, other: Mapping) -> bool:
    """Tell whether some document would have both of two things; of tables, some are of a kind."""
    kinds = [{item.text for item in scalars(node)} if (node := each.get("kinds")) else set()
             for each in (one, other)]  # fmt: skip
    return not all(kinds) or not kinds[0].isdisjoint(kinds[1])


def _mappings_of(node: Node | None) -> Iterator[Mapping]:
    """Yield the entries of a list."""
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            yield item


def _columns_of(columns: Node | None) -> Iterator[Mapping]:
    """Yield the columns of a list, each before those under it."""
    for column in columns.items if isinstance(columns, Sequence) else ():
        if isinstance(column, Mapping):
            yield column
            yield from _columns_of(column.get("over"))


_NO_AMOUNTS = frozenset({"show", "compute", "over"})
"""The keys of a column that has no amounts of its own."""

_SHOWN: MappingOf[str, tuple[str, ...]] = MappingProxyType(
    {
        "function": ("code", "name"),
        "economic": ("code", "name"),
        "lines": ("name",),
        "project": ("code", "name", "function", "entity"),
        "entity": ("name",),
        "indicators": (
            "dimension", "category", "name", "target", "basis", "prior", "weight", "scoring",
            "evidence",
        ),
    }
)  # fmt: skip
"""The texts that rows of each kind have for columns to show; those of `entry` are typed."""

MARGINS = ("revenue", "function", "economic", *BALANCES)
"""Those of the sections that a departmental budget has."""

ROWS = (
    "function",
    "economic",
    "fund",
    "project",
    "entry",
    "items",
    "lines",
    "indicators",
    "entity",
)
"""What a row may stand for, and an amount be split by, besides declared dimensions."""

_ENTRIES: MappingOf[str, tuple[type, ...]] = MappingProxyType(
    {
        "revenue": (RevenueLine, CarryOverLine, Transfer),
        "function": (FunctionLine, MatrixLine, Allocation, Transfer),
        "economic": (EconomicLine, Allocation, Transfer),
    }
)
"""The entries of a source whose amounts each margin counts."""


def shown_of(rows: str, margin: str) -> tuple[str, ...]:
    """Return what a column may show of the rows of a kind, in a panel of a margin."""
    if rows != "entry":
        return _SHOWN.get(rows, ())
    keys = (key for entry in _ENTRIES.get(margin, ()) for key in keys_of(entry))
    return tuple(dict.fromkeys(keys))


def _known(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    lists = catalogue.lists()
    if key == "kind":
        return (*catalogue.kinds,)
    if key == "group":
        return catalogue.groups
    if key == "fund":
        return (*lists[key].entries, *lists[key].by_name)
    return (*lists[key].entries,)


def _levels(catalogue: Catalogue, by: str = "") -> tuple[str, ...]:
    """Return the levels of a dimension, or of all of them."""
    lists = catalogue.lists()
    every = (codes.entries.values() for codes in ([lists[by]] if by in lists else lists.values()))
    return tuple(dict.fromkeys(entry.level for entries in every for entry in entries))
