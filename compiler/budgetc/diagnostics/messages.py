"""What the compiler says to people, kept apart from the language it is said in.

A `Message` is an English template with named values. It is put into words only when it is shown, so
one run can be reported in any language, and two reports of one run always agree.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from budgetc.frozen import frozen

_DOMAIN = "budgetc"
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"
"""Where the message catalogues are."""

_WINDOWS_NAMES = {"chinese": "zh", "english": "en"}
_VARIABLES = ("BUDGETC_LANG", "LC_ALL", "LC_MESSAGES", "LANG")

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "en", "zh": "zh_CN"})
"""The languages people may ask for, as systems call them; of any but English, a catalogue."""


@frozen()
class Message:
    """One thing said: an English template and the values that stand in its braces."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def in_words(self, translator: Translator) -> str:
        """Return the text in a language, its values filled in."""
        return translator.text(self.template).format_map(
            {
                name: value if isinstance(value, str | int) else value.in_words(translator)
                for name, value in self.values
            }
        )


@frozen()
class Bilingual:
    """A text that data brings along in each language, such as a schema's description."""

    en: str
    zh: str

    @classmethod
    def of_lines(cls, text: str) -> Bilingual:
        """Return the text of data that says the English, and on the next line the Chinese."""
        english, _, chinese = text.partition("\n")
        return cls(english, chinese or english)

    def in_words(self, translator: Translator) -> str:
        """Return the text in a language."""
        return self.zh if translator.language == "zh" else self.en


@frozen()
class Listed:
    """Words one after the other, with the mark that a language sets between them."""

    words: tuple[str | Bilingual, ...]

    def in_words(self, translator: Translator) -> str:
        """Return the text in a language."""
        words = (one if isinstance(one, str) else one.in_words(translator) for one in self.words)
        return translator.text(", ").join(words)


Value = str | int | Message | Bilingual | Listed


def enumerated(words: Iterable[str | Bilingual]) -> Listed:
    """Return words that a message lists."""
    return Listed(tuple(words))


def msg(template: str, **values: Value) -> Message:
    """Make a message; the catalogues are extracted from the calls of this function."""
    return Message(template, tuple(values.items()))


def together(first: Message, *others: Message) -> Message:
    """Return messages as one, which tells one after the other."""
    for other in others:
        first = msg("{first}; {other}", first=first, other=other)
    return first


class ReasonedError(Exception):
    """Something could not be done; says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class HintedError(ReasonedError):
    """Something could not be done; says why, and where it is known what to do."""

    def __init__(self, reason: Message, hint: Message | None = None) -> None:
        super().__init__(reason)
        self.hint = hint


class Translator:
    """Puts messages into one language."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of a language.

        Args:
            language: a key of `LANGUAGES`; any other means English.
        """
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = gettext.NullTranslations()  # messages are written in English
        if self.language != "en":
            self._catalogue = gettext.translation(
                _DOMAIN, LOCALE_FOLDER, [LANGUAGES[self.language]], fallback=True
            )

    def text(self, template: str) -> str:
        """Return a fixed text in this language."""
        return self._catalogue.gettext(template)

    def __call__(self, message: Message) -> str:
        """Return a message in this language."""
        return message.in_words(self)


def language_of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language the user's environment asks for, `en` where it asks for none we speak."""
    for variable in _VARIABLES:
        if value := environment.get(variable):
            return language_called(value) or "en"
    import locale  # noqa: PLC0415  # on Windows, mostly

    return language_called(locale.getlocale()[0] or "") or "en"


def language_called(name: str) -> str | None:
    """Return the language that a name or a locale means: zh, zh-CN, zh_CN.UTF-8, Chinese."""
    language = re.split(r"[-_.@ ]", name.lower(), maxsplit=1)[0]
    language = _WINDOWS_NAMES.get(language, language)
    return language if language in LANGUAGES else None


ENGLISH = Translator("en")
"""The language of sorting and of logs."""
