"""The beginning of a page, which no frame changes: what a browser may do with it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType

from budgetc.files.data import Resources

LANGUAGES: Mapping[str, str] = MappingProxyType({"zh": "zh-Hans"})
"""How HTML writes a language where no region is said."""
_POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def prelude(language: str, style: str, *scripts: str) -> str:
    """Return the beginning of a page whose policy allows one style sheet and its own scripts.

    Args:
        language: as a tag.
        style: the style sheet.
        scripts: those of the page, empty ones left out; where there are none, none runs.
    """
    allowed = " ".join(_digest(script) for script in scripts if script) or "'none'"
    policy = _POLICY.format(style=_digest(style), script=allowed)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def style_sheet(resources: Resources, name: str) -> str:
    """Return a style sheet as it may stand in an element, which nothing in it ends."""
    return resources.text(name).replace("</", "<\\/")
