"""What pages are looked at with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.reports.npm import program

DESK, PHONE = (1280, 860), (390, 844)
_AXE = "axe-core/axe.min.js"


def violations(page: Any, part: str = "html") -> list[tuple[str, str, int]]:
    """Return what axe finds on a page, or a part of it, that somebody cannot see or use."""
    page.evaluate(Path(program(_AXE)).read_text(encoding="utf-8"))
    found = page.evaluate("part => axe.run(part)", part)["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200], len(one["nodes"])) for one in found]
