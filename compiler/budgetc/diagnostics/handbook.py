"""The handbook of findings: one section for each kind. `docs/rules.md` is what this prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from budgetc.diagnostics.kinds import KINDS, Kind

_HEAD = """# What budgetc can find wrong

Generated from the registry of findings: `python -m budgetc.diagnostics.handbook > docs/rules.md`.
Every code has a failing example under `tests/`, checked to the line and column. Codes are never
given to another kind. Errors stop a build; with `--strict`, so do warnings.
"""


def handbook() -> str:
    """Return the handbook as Markdown."""
    return "\n".join([_HEAD, *_index(), "", *(_section(kind) for kind in KINDS.values())])


def _index() -> Iterator[str]:
    yield "| code | severity | what is wrong |"
    yield "| --- | --- | --- |"
    for kind in KINDS.values():
        yield f"| [{kind.code}](#{kind.code.lower()}) | {kind.severity} | {kind.title} |"


def _section(kind: Kind) -> str:
    source = f"\n**Source.** {kind.source}.\n" if kind.source else ""
    return (
        f"## {kind.code}\n\n**{kind.title[0].upper()}{kind.title[1:]}** ({kind.severity}).\n\n"
        f"**Why.** {kind.why}\n\n**Fix.** {kind.fix}\n{source}"
    )


if __name__ == "__main__":
    sys.stdout.write(handbook())
