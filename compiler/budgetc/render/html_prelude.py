"""The beginning of a page, which no frame changes: what a browser may do with it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources

_LANGUAGES = {"zh": "zh-Hans", "en": "en"}
_POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def prelude(language: str, style: str, script: str = "") -> str:
    """Return the beginning of a page whose policy allows one style sheet and one script at most.

    Args:
        language: `zh` or `en`.
        style: the style sheet.
        script: the script; nothing, and no script runs.
    """
    policy = _POLICY.format(style=_digest(style), script=_digest(script))
    return (
        f'<!DOCTYPE html>\n<html lang="{_LANGUAGES[language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    )


def _digest(text: str) -> str:
    if not text:
        return "'none'"
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def style_sheet(resources: Resources, name: str) -> str:
    """Return a style sheet as it may stand in an element, which nothing in it ends."""
    return resources.text(name).replace("</", "<\\/")


def words_of(resources: Resources, name: str, language: str) -> Mapping[str, str]:
    """Return the words of a page in a language.

    Raises:
        DataFaultError: the file has none.
    """
    told = resources.parsed(name, json.loads)
    words = told.get(language) if isinstance(told, dict) else None
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        raise DataFaultError(
            name, msg("it has no words in the language {language}", language=language)
        )
    return words
