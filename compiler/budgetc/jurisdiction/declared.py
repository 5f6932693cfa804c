"""What the sources of a jurisdiction declare besides their sections: dimensions and margins."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any

from budgetc.budget.consistency import repeated
from budgetc.budget.sections import Entry
from budgetc.classification import CodeList
from budgetc.classification import Entry as Listed
from budgetc.classification.codes import read_code_list
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import Bilingual, msg
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources, kept
from budgetc.frozen import NamedTuple, frozen
from budgetc.ledger.margins import Agreement, Side
from budgetc.source.identity import names_of
from budgetc.source.shape import Shape


@frozen(eq=False)
class DeclaredDimension:
    """A dimension whose codes are in a list, or are those of the entries of a section.

    Attributes:
        name: what people call it.
        codes: the list; empty where a section has them.
        section: the keys that lead to the entries.
        code: the key of an entry that is its code.
        called: the key of an entry that is its name.
        file: that the list is in; empty where a section has the codes.
    """

    name: Bilingual | None
    codes: CodeList
    section: tuple[str, ...] = ()
    code: str = "code"
    called: str = "name"
    file: str = ""

    def members(self, sections: Entry | None) -> CodeList:
        """Return the codes that a source may use."""
        if not self.section or sections is None:
            return self.codes
        listed = [self._listed(entry) for entry in sections.all_under(self.section)]
        # Of two years' entries, this year's comes first and names the code.
        names = {one.code: one for one in reversed(listed) if one.code}
        return CodeList({one.code: names[one.code] for one in listed if one.code})

    def _listed(self, entry: Entry) -> Listed:
        code, name = (str(entry.values.get(key, "")) for key in (self.code, self.called))
        return Listed(code, name, "", "", "high", "")


@frozen(eq=False)
class Declared:
    """What a source of a jurisdiction may hold, as far as no class says it.

    Attributes:
        dimensions: by name.
        margins: of each margin, the keys that its entries have.
        agreements: the margins that state the same.
    """

    dimensions: Mapping[str, DeclaredDimension] = field(default_factory=dict)
    margins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()

    def check(
        self, own: Entry | None, whole: Entry | None, lists: Mapping[str, CodeList]
    ) -> Iterator[Diagnostic]:
        """Yield the codes of a source that there are not, and those that two entries have.

        Args:
            own: the sections of the source.
            whole: with those of its units.
            lists: the codes of each dimension, those of its sections as well.
        """
        if own is None or whole is None:
            return
        yield from _unknown(own, lists)
        with_codes: set[int] = set()
        for dimension in self.dimensions.values():
            entries = whole.all_under(dimension.section)
            with_codes.update(map(id, entries))
            yield from _twice(entries, dimension.code)
        yield from _doubled(own, with_codes)

    def lists(self, sections: Entry | None = None) -> Mapping[str, CodeList]:
        """Return the codes of each dimension that a source with some sections may use."""
        return {name: one.members(sections) for name, one in self.dimensions.items()}


def _unknown(entry: Entry, lists: Mapping[str, CodeList]) -> Iterator[Diagnostic]:
    for key, value in entry.values.items():
        dimension = entry.shape.under(key).dimension
        codes = lists.get(dimension)
        if codes is not None and isinstance(value, str) and value not in codes:
            yield finding(
                "CLS001",
                msg("{dimension} has no code {code}", dimension=dimension, code=value),
                entry.origin.span(key),
                hint=choices(value, tuple(codes.entries)),
                severity=Severity.ERROR,
            )
        for below in entry.entries(key):
            yield from _unknown(below, lists)


def _twice(entries: tuple[Entry, ...], key: str) -> Iterator[Diagnostic]:
    coded = (entry for entry in entries if entry.values.get(key) is not None)
    for entry, first in repeated(coded, lambda one: one.values[key]):
        yield finding(
            "SCH006",
            msg("{code} is the code of another entry", code=str(entry.values[key])),
            entry.origin.span(key),
            related=[Related(first.origin.span(key), msg("the first one is here"))],
            hint=msg("give each a code of its own"),
        )


def _doubled(entry: Entry, known: Collection[int]) -> Iterator[Diagnostic]:
    """Yield the entries that say the same as another of their list, whatever their amounts are.

    Args:
        entry: that holds the lists.
        known: the entries of which it is told otherwise that they stand twice.
    """
    for key in entry.values:
        below = entry.entries(key)
        listed = entry.shape.under(key)
        if listed.entry_keys:
            alone = (one for one in below if id(one) not in known and _said(one))
            for one, first in repeated(alone, _said):
                yield _second(one, first, listed)
        for one in below:
            yield from _doubled(one, known)


def _said(entry: Entry) -> frozenset[tuple[str, str]]:
    """Return what an entry says beside its amounts, and beside why they changed."""
    return frozenset(
        (key, value)
        for key, value in entry.values.items()
        if isinstance(value, str) and not entry.shape.under(key).is_reason
    )


def _second(entry: Entry, first: Entry, listed: Shape) -> Diagnostic:
    key = next((key for key in listed.entry_keys if key in entry.values), "")
    names = names_of(entry.origin.node, listed.entry_keys, listed.under(None))
    name = "/".join(text for _, text in names)
    return finding(
        "SCH006",
        msg("{name} stands in this list twice, and its amounts are added up", name=name),
        entry.origin.span(key),
        related=[Related(first.origin.span(key), msg("the first one is here"))],
        hint=msg("delete one of them, or correct what it is; of one thing, make one entry"),
        severity=Severity.WARNING,
    )


class _Told(NamedTuple):
    """What a file of sections says, before any list is read."""

    dimensions: Mapping[str, DeclaredDimension]
    lists: Mapping[str, str]
    margins: Mapping[str, tuple[str, ...]]
    agreements: tuple[Agreement, ...]


@kept
def load_declared(resources: Resources, sections: str) -> Declared:
    """Return what a file of sections declares.

    Raises:
        DataFaultError: it, or a list that it names, cannot be used.
    """
    told = resources.parsed(sections, _told)
    dimensions = {
        name: replace(one, codes=resources.parsed(told.lists[name], read_code_list))
        if name in told.lists
        else one
        for name, one in told.dimensions.items()
    }
    return Declared(MappingProxyType(dimensions), told.margins, told.agreements)


def _told(text: str) -> _Told:
    """Return what a file says; a stranger may have written it, and any mistake is one of the file.

    Raises:
        ValueError: a dimension has neither a list nor a section.
    """
    document = json.loads(text)
    dimensions: dict[str, DeclaredDimension] = {}
    lists: dict[str, str] = {}
    for name, told in document.get("dimensions", {}).items():
        if "list" in told:
            lists[name] = str(told["list"])
        elif "section" not in told:
            raise ValueError(f"the dimension {name} has neither list nor section")
        called = Bilingual.of_lines(told["x-name"]) if "x-name" in told else None
        path = tuple(str(told["section"]).split(".")) if "list" not in told else ()
        code, its_name = (str(told.get(key, key)) for key in ("code", "name"))
        file = lists.get(name, "")
        dimensions[name] = DeclaredDimension(called, CodeList({}), path, code, its_name, file)
    agreements = tuple(map(_agreement, document.get("agree", ())))
    return _Told(dimensions, lists, dict(_margins(Shape.of(document))), agreements)


def _agreement(told: Mapping[str, Any]) -> Agreement:
    """Return two margins that agree: `{margins: [a, b], by: account@group, within: 2}`.

    With `of`, sums of keys of them do: `{margins: [a, b], of: [salary, budget], where: [{}, {…}]}`.
    """
    first, second = map(str, told["margins"])
    keys, where = told.get("of", ((), ())), told.get("where", ({}, {}))
    one, other = (
        Side(_names(of), tuple((str(name), str(code)) for name, code in narrow.items()))
        for of, narrow in zip(keys, where, strict=True)
    )
    parts = (name.partition("@") for name in _names(told.get("by", ())))
    by = tuple((name, level) for name, _, level in parts)
    return Agreement((first, second), (one, other), by, int(told.get("within", 0)))


def _names(told: Any) -> tuple[str, ...]:
    """Return one name, or several."""
    return (told,) if isinstance(told, str) else tuple(map(str, told))


def _margins(shape: Shape) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the margins of a schema, each with the keys of the entries that are in it."""
    found: dict[str, dict[str, None]] = {}
    for here in places(shape):
        if here.margin:
            found.setdefault(here.margin, {}).update(dict.fromkeys(here.shape.keys))
    yield from ((margin, tuple(keys)) for margin, keys in found.items())


class Place(NamedTuple):
    """A place of a schema.

    Attributes:
        path: the keys that lead there.
        margin: the one that it is in; empty where it is in none.
    """

    path: tuple[str, ...]
    shape: Shape
    margin: str


def places(shape: Shape) -> Iterator[Place]:
    """Yield the places of a schema, the outer ones first."""
    waiting: deque[Place] = deque([Place((), shape, shape.margin)])
    for _ in range(_MOST):
        if not waiting:
            break
        here = waiting.popleft()
        yield here
        steps = (*here.shape.keys, *([None] if "items" in here.shape.here else []))
        for key in steps:
            below = here.shape.under(key)
            path = here.path if key is None else (*here.path, key)
            waiting.append(Place(path, below, below.margin or here.margin))


_MOST = 10_000
"""How many places of a schema are looked at; a stranger's may go round in circles."""
