"""Findings of two states of a source: which are new, which are mended, which are still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH
from budgetc.diff.model import FindingsChange


def findings_change(
    olds: Sequence[Diagnostic], news: Sequence[Diagnostic], renamed: Mapping[str, str]
) -> FindingsChange:
    """Return what became of the findings of a source.

    A finding is the same if its code, its words and its place are: the place by keys and codes, not
    by line. What a source waives is no finding here; one that was waived since is still there.

    Args:
        olds: of the first state.
        news: of the second state.
        renamed: names of files in the first state, and what they are called in the second.
    """
    old_names = [_identity(found, renamed) for found in olds]
    new_names = [_identity(found, {}) for found in news]
    still, new = _parted(news, new_names, old_names)
    _, fixed = _parted(olds, old_names, new_names)
    return FindingsChange(new, fixed, still)


def _parted(
    findings: Sequence[Diagnostic], names: Sequence[Hashable], others: Sequence[Hashable]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return the findings that the other state has as well, and those that it has not."""
    left = Counter(others)
    both: list[Diagnostic] = []
    alone: list[Diagnostic] = []
    for found, name in zip(findings, names, strict=True):
        if found.waived is None:
            (both if left[name] > 0 else alone).append(found)
        left[name] -= 1
    return tuple(both), tuple(alone)


def _identity(found: Diagnostic, renamed: Mapping[str, str]) -> Hashable:
    file = renamed.get(found.span.file, found.span.file)
    words = ENGLISH(found.message)
    for old, new in renamed.items():
        words = words.replace(old, new)
    return found.code, file, words, found.address.path if found.address is not None else ""
