"""What the data files say of documents that Typst sets: its fonts, and words that stay whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field

from budgetc.diagnostics.messages import msg
from budgetc.files.data import LineFaultError, Resources, kept
from budgetc.frozen import frozen

WORDS = "templates/typst/words.json"
FONTS = "templates/typst/fonts.json"


@frozen()
class Fonts:
    """Which fonts are taken.

    Attributes:
        roles: for each role in print the families that may play it, the best first.
        languages: the same of languages that want others, which come before these.
        wide: the roles that need Chinese characters.
        folders: where fonts may be beside those of the system.
        packages: of Python that bring fonts.
    """

    roles: Mapping[str, Sequence[str]]
    wide: Sequence[str]
    folders: Sequence[str]
    packages: Sequence[str]
    languages: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def chosen(self, families: frozenset[str], language: str) -> Mapping[str, Sequence[str]]:
        """Return for each role those of its families that are there, the best first."""
        known = {family.casefold(): family for family in families}
        own = self.languages.get(language, {})
        return {
            role: [
                known[one.casefold()]
                for one in dict.fromkeys((*own.get(role, ()), *wanted))
                if one.casefold() in known
            ]
            for role, wanted in self.roles.items()
        }


@kept
def load_words(resources: Resources, language: str) -> Sequence[str]:
    """Return the words that stay whole in heads and cells.

    Raises:
        DataFaultError: the file cannot be used.
    """
    return resources.parsed(WORDS, _parsed_words).get(language, ())


def _parsed_words(text: str) -> Mapping[str, Sequence[str]]:
    data = json.loads(text)
    return {str(language): _texts(words) for language, words in data.items()}


@kept
def load_fonts(resources: Resources) -> Fonts:
    """Return which fonts are taken.

    Raises:
        DataFaultError: the file cannot be used.
    """
    return resources.parsed(FONTS, _parsed_fonts)


def _parsed_fonts(text: str) -> Fonts:
    data = json.loads(text)
    others = {str(language): _roles(one) for language, one in data.get("languages", {}).items()}
    wide, folders, packages = (_texts(data[key]) for key in ("wide", "folders", "packages"))
    return Fonts(_roles(data["roles"]), wide, folders, packages, others)


def _roles(data: Mapping[object, object]) -> Mapping[str, Sequence[str]]:
    return {str(role): _texts(families) for role, families in data.items()}


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise LineFaultError(msg("a list of texts is expected"), 1)
    return tuple(value)
