"""Findings of two states of a source: which are new, which are mended, which are still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH
from budgetc.diff.model import FindingsChange
from budgetc.diff.versions import Version


def findings_change(
    before: Version | None, after: Version | None, renamed: Mapping[str, str]
) -> FindingsChange:
    """Return what became of the findings of a source.

    A finding is the same if its code, its words and its place are: the place by keys and codes, not
    by line. What a source waives is no finding here; one that was waived since is still there.

    Args:
        before: the first state.
        after: the second state.
        renamed: names of files in the first state, and what they are called in the second.
    """
    olds = before.findings if before else ()
    news = after.findings if after else ()
    old_names = [_identity(found, renamed) for found in olds]
    new_names = [_identity(found, {}) for found in news]
    known, there = Counter(old_names), Counter(new_names)
    new: list[Diagnostic] = []
    still: list[Diagnostic] = []
    fixed: list[Diagnostic] = []
    for found, name in zip(news, new_names, strict=True):
        was_known = known[name] > 0
        known[name] -= was_known
        if found.waived is None:
            (still if was_known else new).append(found)
    for found, name in zip(olds, old_names, strict=True):
        if there[name] > 0:
            there[name] -= 1
        elif found.waived is None:
            fixed.append(found)
    return FindingsChange(tuple(new), tuple(fixed), tuple(still))


def _identity(found: Diagnostic, renamed: Mapping[str, str]) -> Hashable:
    file = renamed.get(found.span.file, found.span.file)
    words = ENGLISH(found.message)
    for old, new in renamed.items():
        words = words.replace(old, new)
    return found.code, file, words, found.address.path if found.address is not None else ""
