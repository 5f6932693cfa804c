"""The words that a format says beside a document's own, from a data file of `templates/`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources


def words_of(resources: Resources, name: str, language: str) -> Mapping[str, str]:
    """Return the words of a data file in a language: a workspace's, and of those it lacks ours.

    Raises:
        DataFaultError: the file has none.
    """
    told = resources.parsed(name, json.loads)
    words = told.get(language) if isinstance(told, dict) else None
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        raise DataFaultError(
            name, msg("it has no words in the language {language}", language=language)
        )
    shipped = resources.original(name)
    return words if shipped is None else {**json.loads(shipped)[language], **words}
