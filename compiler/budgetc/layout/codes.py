"""Codes as they are printed: those that some facts have, their names, and their parts."""

from __future__ import annotations

from budgetc.classification import CodeList, Entry
from budgetc.ledger import Fact
from budgetc.source.nodes import Scalar


def used_codes(facts: tuple[Fact, ...], dimension: str, codes: CodeList) -> set[str]:
    """Return the codes that facts have in a dimension, and those above them."""
    written = {getattr(fact, dimension) for fact in facts}
    return {above for code in written for above in codes.lineage(code)}


def named_entry(code: str, codes: CodeList, facts: tuple[Fact, ...]) -> Entry:
    """Return the entry of a code; an unlisted one takes its name from where it was typed."""
    entry = codes.get(code)
    if entry is not None:
        return entry
    name = next((n for fact in facts if (n := _typed_name(fact, code))), code)
    return Entry(code, name, _level_of_length(len(code), codes), codes.above(code), "", "")


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
