"""The changelog by rule: what a version is released with, and what is wrong with that.

    changelog.py CHANGELOG VERSION

Prints the section of the version, which are its release notes. A version is a heading with its day,
`## 0.2.0 - 2027-01-15`, below `## Unreleased`, under which nothing is left; its changes stand under
headings of keepachangelog.com.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""The headings below a version."""

UNRELEASED = "Unreleased"
_VERSION = re.compile(r"(?P<version>[0-9]+\.[0-9]+\.[0-9]+) - (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")


def sections(text: str) -> list[tuple[str, str]]:
    """Return the headings of the second level, each with what stands below it."""
    _, *parts = re.split(r"^## +", text, flags=re.MULTILINE)
    pairs = (part.partition("\n") for part in parts)
    return [(head.strip(), body.strip()) for head, _, body in pairs]


def problems(text: str) -> Iterator[str]:
    """Yield what is wrong with a changelog, whatever is released."""
    heads = [head for head, _ in sections(text)]
    if heads[:1] != [UNRELEASED]:
        yield f"the first section is not {UNRELEASED}"
    days, versions = [], []
    for head in heads[1:]:
        found = _VERSION.fullmatch(head)
        if found is None:
            yield f"“{head}” is no version with its day, such as 0.2.0 - 2027-01-15"
            continue
        try:
            days.append(date.fromisoformat(found["day"]))
        except ValueError:
            yield f"“{head}” is of no day that there is"
        versions.append(tuple(map(int, found["version"].split("."))))
    if versions != sorted(set(versions), reverse=True) or days != sorted(days, reverse=True):
        yield "the newest version is not the first"
    for head, body in sections(text):
        unknown = set(re.findall(r"^### +(.*?) *$", body, re.MULTILINE)) - set(KINDS)
        yield from (
            f"under “{head}”: “{one}” is none of {', '.join(KINDS)}" for one in sorted(unknown)
        )


def notes(text: str, version: str) -> str:
    """Return the release notes of a version.

    Raises:
        ValueError: it cannot be released with this changelog.
    """
    wrong = list(problems(text))
    if wrong:
        raise ValueError("; ".join(wrong))
    told = dict(sections(text))
    if told[UNRELEASED]:
        raise ValueError(f"something is left under {UNRELEASED}: it belongs under {version}")
    body = next((body for head, body in told.items() if head.startswith(f"{version} - ")), "")
    if not body:
        raise ValueError(f"there is no section ## {version} - YYYY-MM-DD, or nothing in it")
    return f"{body}\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(notes(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]))
    except ValueError as error:
        sys.exit(str(error))
