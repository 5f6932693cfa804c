"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.diagnostic import Diagnostic, Related
from budgetc.diagnostics.messages import Translator


def json_text(data: object) -> str:
    """Return data as JSON; a character that could mislead a reader stands as its number."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def finding_list(findings: Iterable[Diagnostic], say: Translator) -> list[dict[str, object]]:
    """Return findings as plain values; lines and columns count from 1."""
    return [_finding(found, say) for found in findings]


def _finding(found: Diagnostic, say: Translator) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.label,
        "message": say(found.message),
        **_place(found, say),
        "related": [
            {**_place(other, say), "message": say(other.message)} for other in found.related
        ],
        "hint": say(found.hint) if found.hint is not None else None,
        "waived": say(found.waived) if found.waived is not None else None,
    }


def _place(one: Diagnostic | Related, say: Translator) -> dict[str, object]:
    address = one.address
    return {
        "file": one.span.file,
        "line": one.span.line,
        "column": one.span.column,
        "path": address and address.path,
        "place": address and address.name.in_words(say),
    }
