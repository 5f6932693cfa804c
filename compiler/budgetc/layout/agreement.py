"""Two ways to one figure: a total, and the rows or columns that are its parts.

All of them are sums over the same facts, so parts that leave a fact out are told by the facts
alone: no cell is added up. Rows of codes, projects and bodies are the parts of the total over them.
Of other rows, and of columns, those are the parts that ask for the same but for one dimension, and
leave no value of that one out: basic and project expenditure are all of it, whatever the heads say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from budgetc.classification import Catalogue
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.tables import ColumnSpec, PanelSpec, RowsSpec
from budgetc.layout.rows import PANELS, TOTAL, RowSketch, rest_of
from budgetc.ledger import (
    DIMENSIONS,
    EVERYTHING,
    NO_FACTS,
    Amounts,
    Dimensions,
    Fact,
    Mask,
    condition_of,
)
from budgetc.ledger.agreement import fault_of_our_own
from budgetc.numbers.money import Unit, money_text

Condition = tuple[tuple[str, ...], ...]
"""The values asked for of each dimension, those of `DIMENSIONS` first; none asks for nothing.

Of a column, the key of the amounts that it shows stands at the end: no period is part of another.
"""


class Difference(NamedTuple):
    """A total that its parts do not make.

    Attributes:
        whole: what the total is called.
        facts: of it, those that no part has.
    """

    whole: str
    facts: tuple[Fact, ...]

    def finding(self, heading: str, unit: Unit) -> Diagnostic:
        """Return it as a finding under a heading, amounts in a unit."""
        by = sum(fact.fen or 0 for fact in self.facts)
        return finding(
            "INT001",
            msg(
                "{heading}: “{whole}” and its parts differ by {difference}",
                heading=heading,
                whole=self.whole,
                difference=money_text(by, unit),
            ),
            self.facts[0].span,
            related=(
                Related(fact.span, msg("in no part: {amount}", amount=_money(fact, unit)))
                for fact in self.facts
            ),
            hint=fault_of_our_own(),
        )


def _money(fact: Fact, unit: Unit) -> Message:
    return money_text(fact.fen or 0, unit)


def differences(
    spec: PanelSpec,
    rows: Sequence[RowSketch],
    columns: Mapping[str, Mask],
    cube: Amounts,
    catalogue: Catalogue,
) -> Iterator[Difference]:
    """Compare the totals of a panel with their parts.

    Args:
        spec: the panel.
        rows: its rows.
        columns: the facts of each column that is printed.
        cube: the amounts.
        catalogue: the code lists, which say what has no more values.
    """
    if not spec.margin:
        return
    known = {one.id: one.mask for one in rows} if spec.rows.lines else {}
    if rows and spec.rows.total is not None and not spec.rows.lines:
        whole = rows[0 if spec.rows.total.at == "top" else -1].mask
        rest = cube.facts(rest_of(whole, rows, cube))
        alone = tuple(fact for fact in rest if not _is_above(fact, spec, catalogue))
        yield from _difference(spec.rows.total.label, alone)
    in_lines, in_columns = parts_of(spec.rows, spec.columns, catalogue, cube.kinds)
    for masks, groups in ((known, in_lines), (columns, in_columns)):
        for name, label, ids in groups:
            taken = (masks.get(one, NO_FACTS) for one in ids)
            left = cube.without(masks.get(name, NO_FACTS), taken)
            if not left:  # as nearly always
                continue
            # A code that no list knows is CLS001's to tell.
            yield from _difference(
                label, tuple(fact for fact in cube.facts(left) if _is_known(fact, catalogue))
            )


def _difference(label: str, left: tuple[Fact, ...]) -> Iterator[Difference]:
    if sum(fact.fen or 0 for fact in left):
        yield Difference(label, left)


def _is_known(fact: Fact, catalogue: Catalogue) -> bool:
    coded = ((codes, fact.code(name)) for name, codes in catalogue.lists().items())
    return all(not code or codes.lineage(code)[0] in codes for codes, code in coded)


def _is_above(fact: Fact, spec: PanelSpec, catalogue: Catalogue) -> bool:
    """Tell whether a fact has no code, or one of a level above all rows: CLS004 speaks of these."""
    codes = catalogue.lists().get(spec.rows.by)
    if codes is None:
        return False
    code = fact.code(spec.rows.by)
    if not spec.rows.levels:
        return not code and spec.rows.by in catalogue.declared
    return not any(entry.level in spec.rows.levels for entry in codes.kin(code))


Parts = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Totals, each with its id, its label, and the ids of its parts."""


@lru_cache(PANELS)
def parts_of(
    rows: RowsSpec, columns: tuple[ColumnSpec, ...], catalogue: Catalogue, kinds: frozenset[str]
) -> tuple[Parts, Parts]:
    """Return which lines of a panel, and which columns, are the parts of which others.

    All of the kinds of expenditure that there are make up a total, whatever others could.
    """
    further = tuple(catalogue.declared)
    lines, shown = asked_of_lines(rows, further), asked_of_columns(columns, further)
    return tuple(_wholes(lines, catalogue, kinds)), tuple(_wholes(shown, catalogue, kinds))


def asked_of_lines(rows: RowsSpec, further: tuple[str, ...]) -> Mapping[str, tuple[str, Condition]]:
    """Return what each fixed row asks for, the total among them, with its label; by their ids.

    Args:
        rows: of a panel.
        further: the dimensions that the jurisdiction declares.
    """
    lines = {one.id: (one.label, asked_for(one, further)) for one in rows.lines}
    if lines and rows.total is not None:
        lines[TOTAL] = (rows.total.label, asked_for(EVERYTHING, further))
    return lines


def asked_of_columns(
    columns: tuple[ColumnSpec, ...], further: tuple[str, ...]
) -> Mapping[str, tuple[str, Condition]]:
    """Return the same of the columns of amounts, with their heads."""
    nothing = asked_for(EVERYTHING, further)
    leaves = _leaves(columns, (), (*nothing, ()), "c", further)
    return {name: ("·".join(heads), condition) for name, heads, condition in leaves}


def asked_for(condition: Dimensions, further: tuple[str, ...]) -> Condition:
    """Return what is asked for of each dimension, those that the jurisdiction declares last."""
    return (*condition_of(condition), *(condition.where.get(name, ()) for name in further))


def _leaves(
    specs: Sequence[ColumnSpec],
    heads: tuple[str, ...],
    above: Condition,
    path: str,
    further: tuple[str, ...],
) -> Iterator[tuple[str, tuple[str, ...], Condition]]:
    for position, spec in enumerate(specs, start=1):
        own = (*asked_for(spec, further), spec.of)
        here = tuple(one or other for one, other in zip(own, above, strict=True))
        name = spec.id or f"{path}{position}"
        if spec.over:
            yield from _leaves(spec.over, (*heads, spec.head), here, f"{name}.", further)
        elif spec.is_amount:
            yield name, (*heads, spec.head), here


def _wholes(
    members: Mapping[str, tuple[str, Condition]], catalogue: Catalogue, kinds: frozenset[str]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    every = _Every(catalogue, {"kind": kinds, "group": frozenset(catalogue.groups)})
    dimensions = (*DIMENSIONS, *catalogue.declared)
    alike = [_alike(members, at) for at in range(len(dimensions))]
    for whole, (label, asked) in members.items():
        for at, dimension in enumerate(dimensions):
            others = alike[at][_but_for(asked, at)]
            if len(others) == 1:  # as mostly: itself, which is no part of it
                continue
            parts = {
                name: value
                for name, value in others.items()
                if value and _is_part(dimension, value, asked[at], every)
            }
            values = frozenset(chain.from_iterable(parts.values()))
            if parts and _is_all(dimension, asked[at], values, every):
                yield whole, label, tuple(parts)


def _alike(
    members: Mapping[str, tuple[str, Condition]], at: int
) -> Mapping[Condition, Mapping[str, tuple[str, ...]]]:
    """Return members that ask for the same but for one dimension, with what they ask for in it."""
    found: dict[Condition, dict[str, tuple[str, ...]]] = {}
    for name, (_, asked) in members.items():
        found.setdefault(_but_for(asked, at), {})[name] = asked[at]
    return found


def _but_for(asked: Condition, at: int) -> Condition:
    return (*asked[:at], *asked[at + 1 :])


class _Every(NamedTuple):
    """What values there are: of the dimensions that have a list, and of others."""

    catalogue: Catalogue
    others: Mapping[str, frozenset[str]]


def _is_part(
    dimension: str, values: tuple[str, ...], asked: tuple[str, ...], every: _Every
) -> bool:
    """Tell whether values, of which there are some, are of what is asked for, and not all of it."""
    codes = every.catalogue.lists().get(dimension)
    above = ({value} if codes is None else codes.lineage(value) for value in values)
    is_inside = all(not asked or not set(asked).isdisjoint(lineage) for lineage in above)
    return is_inside and not _is_all(dimension, asked, frozenset(values), every)


def _is_all(dimension: str, asked: tuple[str, ...], values: frozenset[str], every: _Every) -> bool:
    """Tell whether values leave nothing out of what is asked for in a dimension."""
    codes = every.catalogue.lists().get(dimension)
    if codes is not None:
        lineages = (codes.lineage(entry.code) for entry in codes.lowest)
        return all(
            not values.isdisjoint(lineage)
            for lineage in lineages
            if not asked or not set(asked).isdisjoint(lineage)
        )
    there_is = every.others
    return bool(asked or dimension in there_is) and values >= (
        frozenset(asked) or there_is.get(dimension, frozenset())
    )
