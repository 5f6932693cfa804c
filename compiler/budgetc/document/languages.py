"""What formats have to know of languages, each by the first part of its tag."""

from __future__ import annotations

_JOINED = frozenset({"ja", "zh"})
_UNSPACED = _JOINED | {"km", "lo", "my", "th"}


def between_sentences(language: str) -> str:
    """Return what stands between two sentences of a language."""
    return "" if language in _JOINED else " "


def has_blanks(language: str) -> bool:
    """Tell whether a language has blanks between its words: Thai has them between sentences."""
    return language not in _UNSPACED
