"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.diagnostic import Diagnostic, Related
from budgetc.diagnostics.messages import Translator

_compact = json.JSONEncoder(ensure_ascii=False).encode


def json_text(data: object) -> str:
    """Return data as JSON; a character that could mislead a reader stands as its number."""
    return _harmless(json.dumps(data, ensure_ascii=False, indent=1))


def json_entries(data: Mapping[str, object]) -> str:
    """Return data as JSON, a line an entry of what it lists, which is written far faster."""
    said = ",\n".join(f"{_compact(name)}: {_entries(value)}" for name, value in data.items())
    return _harmless(f"{{\n{said}\n}}")


def _entries(value: object) -> str:
    if isinstance(value, Mapping):
        said = [f"{_compact(name)}: {_compact(one)}" for name, one in value.items()]
        return "{\n" + ",\n".join(said) + "\n}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _harmless(text: str) -> str:
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
