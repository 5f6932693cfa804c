"""Findings of two states of a source: which are new, which are mended, which are still there."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from budgetc.diagnostics import Diagnostic, Identity
from budgetc.diagnostics.messages import ENGLISH
from budgetc.diff.model import FindingsChange
from budgetc.frozen import NamedTuple


def findings_change(
    olds: Sequence[Diagnostic], news: Sequence[Diagnostic], renamed: Mapping[str, str]
) -> FindingsChange:
    """Return what became of the findings of a source.

    A finding is the same if its code is and its place: by keys and codes, not by line, and whatever
    amounts its words tell; of several at one place, those of the same words are the same first.
    What a source waives is no finding here; one that was waived since is still there.

    Args:
        olds: of the first state.
        news: of the second state.
        renamed: names of files in the first state, and what they are called in the second.
    """
    old_names = [_name(found, renamed) for found in olds]
    new_names = [_name(found, {}) for found in news]
    mended, stayed = set(range(len(olds))), set[int]()
    ways: tuple[Callable[[_Name], Hashable], ...] = (lambda name: name, lambda name: name.place)
    for way in ways:
        left: dict[Hashable, deque[int]] = defaultdict(deque)
        for old in sorted(mended):
            left[way(old_names[old])].append(old)
        for new, name in enumerate(new_names):
            if new not in stayed and left[way(name)]:
                mended.remove(left[way(name)].popleft())
                stayed.add(new)
    return FindingsChange(
        _open(one for new, one in enumerate(news) if new not in stayed),
        _open(olds[old] for old in sorted(mended)),
        _open(news[new] for new in sorted(stayed)),
    )


class _Name(NamedTuple):
    """What a finding is known by."""

    place: Identity
    words: str


def _name(found: Diagnostic, renamed: Mapping[str, str]) -> _Name:
    code, file, place = found.identity
    words = ENGLISH(found.message)
    for old, new in renamed.items():
        words, place = words.replace(old, new), place.replace(old, new)
    return _Name((code, renamed.get(file, file), place), words)


def _open(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(found for found in findings if found.waived is None)
