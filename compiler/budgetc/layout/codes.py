"""Codes as they are printed: those that some facts have, their names, and their parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from budgetc.classification import CodeList, Entry
from budgetc.layout.absent import Absent
from budgetc.ledger import Fact, Period
from budgetc.source.identity import plain_code
from budgetc.source.origin import Origin


def used_codes(written: Iterable[str], codes: CodeList) -> set[str]:
    """Return some codes, and those above them."""
    return {above for code in written for above in codes.lineage(code)}


def in_order(used: Iterable[str], codes: CodeList, dimension: str) -> list[str]:
    """Return codes in the order they are printed: of national lists as numbers, else as listed."""
    if dimension in ("function", "economic"):
        return sorted(used)
    left = set(used)
    listed = [code for code in codes.entries if code in left]
    return [*listed, *sorted(left.difference(listed))]


class TypedNames:
    """What lines call the codes that no list has; each line is looked at once, if at all."""

    def __init__(self, facts: Callable[[], Sequence[Fact]]) -> None:
        """Begin with nothing looked at.

        Args:
            facts: returns those of the lines.
        """
        self._facts = facts

    def entry(self, code: str, codes: CodeList) -> Entry:
        """Return the entry of a code; an unlisted one has the name that a line of it types.

        One that ended with an earlier edition has the name that it had there. No line can type
        that of a code of a declared dimension: that no list has it is CLS001's to tell, and its
        code stands for its name.
        """
        entry = codes.get(code)
        if entry is not None:
            return entry
        names = (line.node.said(key) for line, key in self._places.get(code, ()))
        typed = next(filter(None, names), "") or code * self._is_declared(code)
        former = codes.former.get(code)
        if former is not None and not typed and not self._goes_on(code, codes):
            return former
        return Entry(code, typed, codes.level_of(len(code)), codes.above(code), "", "")

    def _goes_on(self, code: str, codes: CodeList) -> bool:
        """Tell whether what documents report stands under a code too, which is for it to name."""
        return any(
            code in codes.lineage(one)
            for fact in self._facts()
            if fact.period == Period.CURRENT and fact.fen != 0
            for one in (fact.function, fact.economic)
        )

    def _is_declared(self, code: str) -> bool:
        return any(code in fact.codes.values() for fact in self._facts())

    def lacking(self, code: str) -> Absent:
        """Return what stands for the name of a code that neither a list nor a line of it names."""
        line, key = next(iter(self._places.get(code, ())), (self._facts()[0].origin, "name"))
        return Absent(line, (key,))

    @cached_property
    def _places(self) -> Mapping[str, Collection[tuple[Origin, str]]]:
        """Return of each code the lines that have it, and under which key each may name it."""
        places: dict[str, dict[tuple[int, str], tuple[Origin, str]]] = {}
        seen: set[int] = set()
        for fact in self._facts():
            nearest: set[str] = set()
            innermost = fact.entry or fact.origin
            if id(innermost.node) in seen:
                continue
            seen.add(id(innermost.node))
            for line in innermost.outwards():
                for code_key, name_key in (("code", "name"), ("function", "function_name")):
                    if code := plain_code(line.node.said(code_key)):
                        if code not in nearest:
                            place = id(line.node), name_key
                            places.setdefault(code, {}).setdefault(place, (line, name_key))
                        nearest.add(code)
        return {code: tuple(of.values()) for code, of in places.items()}


_CODES = 4096
"""Of how many codes it is remembered how they are printed: more than those of a year are."""


@lru_cache(_CODES)
def code_texts(code: str, codes: CodeList) -> Mapping[str, str]:
    """Return a code for print: whole, and its part at each level (201, 38, 01)."""
    texts = {"code": code}
    above = ""
    for step in codes.lineage(code):
        entry = codes.get(step)
        level = entry.level if entry else codes.level_of(len(step))
        texts[f"code:{level}"] = step.removeprefix(above)
        above = step
    return texts
