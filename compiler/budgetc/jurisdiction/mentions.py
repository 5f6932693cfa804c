"""Whether a layout has a use for a key of the source: what it says nowhere, it reads nowhere."""

from __future__ import annotations

import re

from budgetc.jurisdiction.conventions import Conventions
from budgetc.templating.templates import Templates

_NAMED = re.compile(rb"""["'](templates/[^"']+)["']""")
"""The name of another template, as one includes, imports or extends it."""


def mentions(conventions: Conventions, key: str) -> bool:
    """Tell whether the layout, or a template that its documents are made of, says a key."""
    if any(key in tree.text for tree in conventions.layout.trees):
        return True
    texts = _reached(conventions.layout.template, conventions.templates)
    return any(key.encode() in text for text in texts)


def _reached(name: str, templates: Templates) -> tuple[bytes, ...]:
    """Return the contents of a template and of those that it names, and they name."""
    found: dict[str, bytes] = {}
    names = [name]
    while names:
        one = names.pop()
        content = templates.get(one)
        if content is not None and one not in found:
            found[one] = content
            names += [other.decode() for other in _NAMED.findall(content)]
    return tuple(found.values())
