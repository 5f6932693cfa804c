"""Codes as they are printed: those that some facts have, their names, and their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetc.classification import CodeList, Entry
from budgetc.layout.absent import Absent
from budgetc.ledger import Fact
from budgetc.source.identity import plain_code
from budgetc.source.nodes import Scalar
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


def named_entry(code: str, codes: CodeList, facts: Sequence[Fact]) -> Entry:
    """Return the entry of a code; an unlisted one has the name that a line of it types, if any."""
    entry = codes.get(code)
    if entry is not None:
        return entry
    name = next((n for fact in facts if (n := _typed_name(fact, code))), "")
    return Entry(code, name, _level_of_length(len(code), codes), codes.above(code), "", "")


def without_name(code: str, facts: Sequence[Fact]) -> Absent:
    """Return what stands for the name of a code that neither a list nor a line of it names."""
    named = (place for fact in facts if (place := _named_at(fact, code)))
    line, key = next(named, (facts[0].origin, "name"))
    return Absent(line, (key,))


def _typed_name(fact: Fact, code: str) -> str:
    line, key = _named_at(fact, code) or (fact.origin, "")
    node = line.node.get(key)
    return node.text if isinstance(node, Scalar) else ""


def _named_at(fact: Fact, code: str) -> tuple[Origin, str] | None:
    """Return the line that has a code, and under which key it may name it."""
    for line in (fact.entry or fact.origin).outwards():
        for code_key, name_key in (("code", "name"), ("function", "function_name")):
            written = line.node.get(code_key)
            if isinstance(written, Scalar) and plain_code(written.text) == code:
                return line, name_key
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
