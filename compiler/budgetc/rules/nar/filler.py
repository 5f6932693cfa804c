"""Telling a text from characters typed only to have typed something."""

from __future__ import annotations

import re

from budgetc.lists.model import TextLists

_WORD = re.compile(r"[^\W_]")
_AGAIN = re.compile(r"([^\W\da-zA-Z_])\1{3,}")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
_FEWEST_LATIN = 3
"""From how many words on a text in another language is a text."""

_CHINESE = range(0x4E00, 0xA000)
_FEWEST = 2
_VARIED = 8
"""No text with more different characters than this is filler, if some of them are Chinese."""
_ENOUGH = 2 * _VARIED
"""In how many characters most texts have so many."""


def is_filler(text: str, lint: TextLists) -> bool:
    """Tell whether a text says nothing: under two Chinese characters, or one again and again.

    The number of a technical standard needs no Chinese, and three words of Latin letters are words.
    """
    if not text.isascii() and (len(set(text[:_ENOUGH])) > _VARIED or len(set(text)) > _VARIED):
        return False
    bare = text.strip().rstrip("。.")
    if bare in lint.short_but_complete:
        return False
    if bare in lint.filler or _AGAIN.search(bare):
        return True
    if sum(map(is_chinese, bare)) < _FEWEST:
        in_latin = len(_LATIN_WORD.findall(bare)) >= _FEWEST_LATIN
        return not (in_latin or lint.standard_number.search(bare))
    return len(set(_WORD.findall(bare))) == 1


def is_chinese(character: str) -> bool:
    """Tell whether a character is Chinese, of the block that budgets are written in."""
    return ord(character) in _CHINESE
