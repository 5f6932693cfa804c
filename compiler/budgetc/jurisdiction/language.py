"""The language of a layout against the words that formats have of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.files.data import Resources
from budgetc.jurisdiction.spec import Layout

_FRAME = "templates/frame/words.json"
"""What formats with pages say around any document, by language."""


def check_language(layout: Layout, resources: Resources) -> Iterator[Diagnostic]:
    """Yield that formats with pages have no words in the language of a layout's documents.

    Raises:
        DataFaultError: the words that there are cannot be used.
    """
    frame = PurePosixPath(_FRAME)
    of_its_own = f"{frame.parent}/{frame.stem}.{layout.speaks}.json"
    known = resources.parsed(_FRAME, json.loads)
    of_region = f"{frame.parent}/{frame.stem}.{layout.language}.json"
    if layout.speaks in known or resources.has(of_its_own) or resources.has(of_region):
        return
    trees = (tree for tree in layout.trees if not tree.at(("language",))[1])
    place = next((tree.span(tree.at(("language",))[0]) for tree in trees), layout.origin.span())
    yield finding(
        "LAY001",
        msg("formats with pages have no words in the language {language}", language=layout.speaks),
        place,
        hint=msg(
            "the languages that have are {languages}; of another one, write {file}: "
            "docs/jurisdictions.md, “In another language”",
            languages=enumerated(known),
            file=of_its_own,
        ),
        severity=Severity.WARNING,
    )
