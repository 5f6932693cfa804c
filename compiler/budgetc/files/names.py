"""Names of files and folders that are the same thing on every system.

A workspace goes from one system to another by git. What Linux tells apart, Windows or macOS may
take for one, or refuse; and a name that is no text, or reads otherwise than it is, belongs nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Categories of characters that are not seen, or change how those around them are seen."""

_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³])(?![^. ])")
"""What Windows takes for a device, whatever stands behind a dot."""

_PLAIN = re.compile(r"(?!-)[0-9A-Za-z_.-]*[0-9A-Za-z_-]")
"""A name of which no character is in question, as nearly all names are."""

_RESERVED = frozenset('<>:"|?*\\')


def unusable(name: str) -> Diagnostic | None:
    """Return why a file cannot be called so, if it cannot.

    Args:
        name: of the file, with the folders it is in.
    """
    parts = name.split("/")
    for end, part in enumerate(parts, 1):
        if (reason := _fault(part)) is not None:
            place = "/".join(parts[:end])
            return finding(
                "SYN016",
                msg("{name} is no name for a file: {reason}", name=printable(place), reason=reason),
                Span.point(place),
                hint=msg("rename it: letters, digits, Chinese characters, - and _ are safe"),
            )
    return None


def taken_for_one(folder: str, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each name in a folder that another system takes for an earlier one."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        first = seen.setdefault(_as_others_see(name), name)
        if first != name:
            one, other = (Span.point(f"{folder}/{each}") for each in (first, name))
            problem = msg(
                "{second} and {first} are one on Windows or macOS: one would overwrite the other",
                first=printable(one.file),
                second=printable(other.file),
            )
            related = (Related(one, msg("the other one")),)
            hint = msg("rename one of the two")
            yield finding("SYN017", problem, other, related=related, hint=hint)


def _as_others_see(name: str) -> str:
    """Return a name as systems see it that heed neither case nor how a character is composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


@lru_cache(1_000)
def _fault(part: str) -> Message | None:
    if not _PLAIN.fullmatch(part) and (reason := _unlike_text(part)) is not None:
        return reason
    if _DEVICE.match(part.casefold()):
        return msg("Windows has a device of that name")
    return None


def _unlike_text(part: str) -> Message | None:
    if any("\ud800" <= character <= "\udfff" for character in part):
        return msg("it is not UTF-8")
    for character in part:
        if unicodedata.category(character) in _UNSEEN:
            return msg("it has a character that is not seen (U+{code})",
                       code=f"{ord(character):04X}")  # fmt: skip
        if character in _RESERVED:
            return msg("Windows allows no {character} in it", character=character)
    if part.startswith("-"):
        return msg("it begins with a hyphen, and commands would take it for an option")
    if part != part.strip() or part.endswith("."):
        return msg("it begins or ends in a blank, or ends in a dot, which Windows drops")
    return None
