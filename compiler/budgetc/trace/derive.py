"""From a figure to its derivation: sums of many amounts grouped by entity, code and project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import Figure, Formula
from budgetc.frozen import NamedTuple
from budgetc.ledger import Fact, Flow, Period
from budgetc.numbers.money import Unit, exact_text, led_text, to_fen
from budgetc.pipeline import Draft
from budgetc.source.exhibits import exhibit_of
from budgetc.source.identity import names_of_files
from budgetc.source.nodes import Mapping, Scalar
from budgetc.source.origin import Place
from budgetc.trace.derivation import Derivation, Leaf

_JOINT = " › "
"""Stands between the names of groups of which each is the whole of the one above."""


def derive(figure: Figure, draft: Draft) -> Derivation:
    """Return the derivation of a figure, down to what was typed.

    Args:
        figure: of a document; printed, or one that others are made of.
        draft: of the same compilation.
    """
    return _Derivation(draft).of(figure)


def derivations(figures: Iterable[Figure], draft: Draft) -> Iterator[Derivation]:
    """Yield the derivation of each of many figures; what they have in common is made once."""
    return map(_Derivation(draft).of, figures)


class _Derivation:
    """Makes the nodes of one derivation."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.units = draft.conventions.units
        self._names = names_of_files(draft.conventions.catalogue.name_of)

    def of(self, figure: Figure) -> Derivation:
        """Return a figure with all it was made of."""
        try:
            value = exact_value(figure)
        except NoExactValueError:
            value = None
        return Derivation(
            label=figure.id,
            formula=figure.formula,
            value=value,
            unit=figure.unit,
            shown=figure.exact,
            printed=figure.text,
            children=self._children(figure),
            figure_id=figure.id,
            note=_note(figure, value),
            led=_led(value, self.units.get(figure.unit)),
        )

    def _children(self, figure: Figure) -> tuple[Derivation, ...]:
        if figure.operands:
            return tuple(map(self.of, figure.operands))
        if figure.facts:
            return _Sum(self, figure).all_parts()
        counted = Fraction(1 if figure.value else 0) if figure.formula is Formula.COUNT else None
        return tuple(self.leaf(place, figure.unit, counted) for place in figure.places)

    def leaf(
        self, place: Place, unit: str, value: Fraction | None, label: str | None = None
    ) -> Derivation:
        """Return an end: a number typed here, or an item of a list that was counted.

        Args:
            place: where it stands.
            unit: that it is shown in; of money, the place has that of its file.
            value: what it adds, if that is not the number that stands there.
            label: what it is; what people call its place, if nothing is given.
        """
        money = self.units.get(unit)
        is_money = money is not None and money.is_money
        its_unit = self.units.get(place.origin.tree.said("unit")) if is_money else money
        written = _typed_number(place)
        typed = Fraction(written if its_unit is None else to_fen(written, its_unit))
        value = typed if value is None else value
        sign = -1 if value < 0 <= typed else 1
        address = self._names(place.origin.tree).address(place.path)
        proof = exhibit_of(place.origin.tree, place.path)
        leaf = Leaf(
            place.span.file, place.span.line, place.span.column,
            address.path, address.name, place.written, its_unit.name if its_unit else "", sign,
            proof.file if proof is not None else "", proof.page if proof is not None else 0,
        )  # fmt: skip
        nothing = msg("nothing is written here, which counts as nothing")
        note = nothing if leaf.written is None else None
        shown = exact_text(int(value), money) if money else str(int(value))
        label = label or self._own_name(place)
        return Derivation(
            label or address.name, Formula.GIVEN, value, unit, shown, leaf=leaf, note=note,
            led=_led(value, money),
        )  # fmt: skip

    def _own_name(self, place: Place) -> str:
        """Return what a thing that has an id is called; nothing of what has none.

        A page for the public tells the name, not the id. A unit is named by its own source.
        """
        thing = place.origin.node if place.key == "id" else place.node
        if not isinstance(thing, Mapping) or not isinstance(known := thing.get("id"), Scalar):
            return ""
        if isinstance(name := thing.get("name"), Scalar):
            return name.text
        bodies = self.draft.ledger.entities.values()
        return next((body.name for body in bodies if body.id == known.text), "")


def _led(value: Fraction | None, unit: Unit | None) -> str:
    return "" if value is None or unit is None else led_text(int(value), unit)


def _note(figure: Figure, value: Fraction | None) -> Message | None:
    if value is None:
        return msg("last year's is nothing; the layout says what is printed for that")
    if figure.formula is Formula.SUM and not (figure.facts or figure.operands):
        return msg("nothing is booked here, so it is zero")
    if figure.from_printed:
        return msg("counted with the amounts as they are printed")
    if figure.formula is Formula.COUNT and figure.value == 0:
        return msg("the list is empty")
    return None


def _typed_number(place: Place) -> int | Decimal:
    node = place.node
    if isinstance(node, Scalar) and isinstance(node.value, int | Decimal):
        return node.value
    return 0


def _about(fact: Fact) -> Message | None:
    """Return what is to be known of an amount besides its place."""
    if fact.is_passed_on and fact.fen:
        if fact.flow is Flow.REVENUE:
            return msg("taken out: it comes from the department itself")
        return msg("taken out: it is passed on to a unit, which spends it")
    if fact.period is not Period.PRIOR:
        return None
    if fact.key == "prior" and fact.origin.node.get("prior") is None:
        return msg("this line is not in last year's source, so last year's amount is nothing")
    if fact.entry is None:
        return msg("a line of last year that ended")
    return None


class _Group(NamedTuple):
    """One group on the way from a sum down to an amount; a code is told from other groups."""

    name: str
    is_code: bool = False


class _Way(NamedTuple):
    """An amount, and the groups on the way down to it."""

    fact: Fact
    groups: tuple[_Group, ...]

    def inside(self, depth: int) -> _Way:
        """Return the way from inside some groups."""
        return self._replace(groups=self.groups[depth:])


class _Sum:
    """Makes the parts of a sum, which add up to it.

    Amounts are grouped by the entity whose they are, then from the highest code to the lowest, then
    by project. A group that all amounts share is left out, for it is the sum itself.
    """

    def __init__(self, derivation: _Derivation, figure: Figure) -> None:
        self._derivation = derivation
        self._figure = figure
        self._ledger = derivation.draft.ledger
        entities = {self._ledger.entity_of(fact).id for fact in figure.facts}
        self._several_entities = len(entities) > 1
        # Revenue is added up along its funds.
        coded = (one for one in figure.margin if one in ("function", "economic"))
        self._dimension = next(coded, "fund")
        self._codes = derivation.draft.conventions.catalogue.lists()[self._dimension]
        projects = derivation.draft.budget.projects
        self._projects = {project.id: project.name for project in projects}

    def all_parts(self) -> tuple[Derivation, ...]:
        """Return the parts of the whole sum."""
        ways = [_Way(fact, tuple(self._groups(fact))) for fact in self._figure.facts]
        return (self._leaf(ways[0]),) if len(ways) == 1 else self._parts(ways, len(_shared(ways)))

    def _groups(self, fact: Fact) -> Iterator[_Group]:
        if self._several_entities:
            yield _Group(self._ledger.entity_of(fact).name)
        for code in self._codes.lineage(getattr(fact, self._dimension)):
            entry = self._codes.get(code)
            yield _Group(f"{code} {entry.name}" if entry else code, is_code=True)
        if fact.project:
            yield _Group(self._projects.get(fact.project, fact.project))

    def _parts(self, ways: Sequence[_Way], depth: int) -> tuple[Derivation, ...]:
        """Return a node for each of the next groups inside those of a depth."""
        parts: dict[_Group | int, list[_Way]] = {}
        for position, way in enumerate(way.inside(depth) for way in ways):
            # An amount that stands in no further group is a part of its own.
            parts.setdefault(way.groups[0] if way.groups else position, []).append(way)
        return tuple(self._part(parts[key]) for key in sorted(parts, key=_by_code))

    def _leaf(self, way: _Way) -> Derivation:
        """Return an amount, named by its lowest code, its project and its own line."""
        codes = [group for group in way.groups if group.is_code]
        names = [one.name for one in way.groups if not one.is_code or one is codes[-1]]
        if way.fact.flow is not Flow.DECLARED:  # there a key of that name may mean anything
            item = way.fact.origin.node.get("item")
            names += [item.text] if isinstance(item, Scalar) and item.text else []
        label = _JOINT.join(dict.fromkeys(names)) or None
        place, fen = Place(way.fact.origin, way.fact.key), Fraction(way.fact.fen or 0)
        node = self._derivation.leaf(place, self._figure.unit, fen, label)
        return replace(node, note=_about(way.fact) or node.note)

    def _part(self, ways: list[_Way]) -> Derivation:
        if len(ways) == 1:
            return self._leaf(ways[0])
        shared = _shared(ways)
        children = self._parts(ways, len(shared))
        fen = sum((child.value or Fraction(0) for child in children), Fraction(0))
        label = _JOINT.join(group.name for group in shared)
        unit = self._derivation.units[self._figure.unit]
        shown = exact_text(int(fen), unit)
        return Derivation(
            label, Formula.SUM, fen, unit.name, shown, children=children, led=_led(fen, unit)
        )


def _by_code(key: _Group | int) -> str:
    """Order codes of digits as the tables do; all else stays as it was typed, before them."""
    return key.name if isinstance(key, _Group) and key.is_code and key.name[:1].isdigit() else ""


def _shared(ways: Sequence[_Way]) -> tuple[_Group, ...]:
    """Return the groups that all amounts are in, from the outermost inward."""
    levels = zip(*(way.groups for way in ways), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len({*level}) == 1, levels))
