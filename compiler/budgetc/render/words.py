"""The words that a format says beside a document's own, from a data file of `templates/`.

Those of Chinese and English ship. A workspace gives those of another language in a file beside
them, `words.fr.json`, and of a region in `words.fr-CH.json`; what it does not give is told, and
nothing is printed in English instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from budgetc.diagnostics.messages import msg
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources

FRAME = "templates/frame/words.json"
"""What formats with pages say around any document."""
_COMPLETE = "en"
"""A language whose words all ship."""
_MONTHS = 12
_PLACE = re.compile(r"\{[^{}]*\}")


def words_of(resources: Resources, name: str, tag: str) -> Mapping[str, str]:
    """Return the words of a data file in a language, as a region of it has them.

    A workspace may replace the file, and have files for a language of its own and for a region:
    `words.en.json` before what ships, and `words.en-IN.json` before that.

    Args:
        resources: the data files.
        name: of the data file.
        tag: of the language: `en`, `en-IN`.

    Raises:
        DataFaultError: some are lacking.
    """
    words, ours = words_told(resources, name, tag), _ours(resources, name)
    lacking = [word for word in ours[_COMPLETE] if word not in words]
    if lacking:
        files = _files(name, tag)
        language = next((one for one in files if resources.has(files[one])), next(reversed(files)))
        raise DataFaultError(
            name if language in ours else files[language],
            msg(
                "it lacks words in the language {language}: {words}",
                language=language,
                words=", ".join(lacking),
            ),
            hint=msg(
                "write them in {file}: docs/jurisdictions.md, “In another language”",
                file=files[language],
            ),
        )
    return words


def words_told(resources: Resources, name: str, tag: str) -> Mapping[str, str]:
    """Return such words as far as there are any in the language.

    Raises:
        DataFaultError: a file holds something else.
    """
    ours, told = _ours(resources, name), _texts(name, resources.parsed(name, json.loads))
    files = _files(name, tag)
    words: dict[str, str] = {}
    for language, file in reversed(files.items()):
        own = {language: resources.parsed(file, json.loads)} if resources.has(file) else {}
        for some in (ours, told, _texts(file, own)):
            words |= some.get(language, {})
    return words


def _ours(resources: Resources, name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words that ship, by language and name."""
    shipped = resources.original(name)
    return _texts(
        name, resources.parsed(name, json.loads) if shipped is None else json.loads(shipped)
    )


def _files(name: str, tag: str) -> dict[str, str]:
    """Return the files of a workspace for a region, if the tag says one, and for its language."""
    return {one: f"{name.removesuffix('.json')}.{one}.json" for one in (tag, tag.partition("-")[0])}


def _texts(name: str, content: object) -> Mapping[str, Mapping[str, str]]:
    """Return words by language and name.

    Raises:
        DataFaultError: something else stands there.
    """
    by_language = content if isinstance(content, dict) else {"": content}
    for words in by_language.values():
        if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
            raise DataFaultError(name, msg("words are texts, each after its name"))
    return cast("Mapping[str, Mapping[str, str]]", by_language)


def frame_words(document: Document, resources: Resources) -> Mapping[str, str]:
    """Return what formats with pages say around a document, with its day as `issued`.

    Raises:
        DataFaultError: the file lacks words, or no day can be written with them.
    """
    words = words_of(resources, FRAME, document.tag())
    return {**words, "issued": _day(words, document.issued) if document.issued else ""}


def issued_parts(document: Document) -> Mapping[str, str]:
    """Return the day of issue in parts, for a skeleton that puts it in words of its own."""
    day = date.fromisoformat(document.issued) if document.issued else None
    parts = ("year", "month", "day")
    return {f"issued_{part}": str(getattr(day, part)) if day else "" for part in parts}


def _day(words: Mapping[str, str], issued: str) -> str:
    day, months = date.fromisoformat(issued), words["months"].split(", ")
    if len(months) != _MONTHS:
        raise DataFaultError(FRAME, msg("months are not twelve names, a comma between them"))
    values = {
        "{year}": str(day.year),
        "{month}": str(day.month),
        "{month_name}": months[day.month - 1],
        "{day}": str(day.day),
    }
    for place in _PLACE.findall(words["date"]):
        if place not in values:
            raise DataFaultError(
                FRAME,
                msg(
                    "date has {place}, and knows {places}",
                    place=place,
                    places=", ".join(values),
                ),
            )
    return _PLACE.sub(lambda place: values[place[0]], words["date"])
