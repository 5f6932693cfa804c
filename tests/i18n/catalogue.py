"""The message catalogues: `python -m tests.i18n.catalogue update` and `… check`.

`update` extracts the messages from the code, keeps the translations there are, drops what is no
longer said and compiles. `check` says what `update` or a translator still has to do. Translations
are edited in the `.po` files; nothing in them depends on the day, the machine or a line number.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import IO, Any, cast

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "compiler" / "budgetc"
LOCALE = PACKAGE / "locale"

DOMAIN = "budgetc"
LANGUAGES = ("zh_CN",)
"""All but English, in which the code says them."""

LIBRARY = "click"
"""A hand-kept domain: Chinese for the words that click itself prints, such as `Usage:`."""

KEYWORDS = ("msg", "_", "text")
"""`msg("…")`, `_("…")` where a command has named it so, and `translator.text("…")`."""

EXTRA: Collection[str] = ("error", "warning", "note")
"""Fixed words that no call shows: `text()` is asked for `Severity.label`."""

SAME: Collection[str] = ("{code} {name}", "{description}", "{form}", "= {amount}")
"""What reads the same in every language."""

_READERS_OF_FILES = ("resources",)
"""Names of objects whose method `text` reads a file and says nothing."""

_HEADER = """\
# Messages of {domain}. To be edited: the msgstr lines. Everything else is written by
# `python -m tests.i18n.catalogue update`."""


class _Catalogue(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        raise AttributeError(headers)


# The code


def calls(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Extract from Python, as Babel's methods do, but also inside f-strings.

    Raises:
        ValueError: a message is put together at run time and cannot be translated.
    """
    for node in ast.walk(ast.parse(fileobj.read())):
        if not isinstance(node, ast.Call) or not (name := _keyword(node.func, keywords)):
            continue
        match node.args:
            case [ast.Constant(str(template)), *_]:
                yield node.lineno, name, template, []
            case _ if name == "msg":
                raise ValueError(f"line {node.lineno}: not a plain text in msg(…)")


def _keyword(function: ast.expr, keywords: Collection[str]) -> str | None:
    match function:
        case ast.Name(name) if name in keywords:
            return name
        case ast.Attribute(ast.Name(owner), _) if owner in _READERS_OF_FILES:
            return None
        case ast.Attribute(_, name) if name == "text" and name in keywords:
            return name
    return None


def extracted() -> list[str]:
    """Return all messages of the code, sorted.

    Where each is said is not kept: a search tells it, and each file that moves would change it.
    """
    method = cast("Any", calls)  # Babel annotates another order of the results than it reads
    found = {
        str(msgid)
        for file in PACKAGE.rglob("*.py")
        for _, msgid, _, _ in extract_from_file(method, file, keywords=dict.fromkeys(KEYWORDS))
    }
    return sorted(found.union(EXTRA))


# The catalogues


def path(language: str, domain: str = DOMAIN, suffix: str = "po") -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.{suffix}"


def read(language: str, domain: str = DOMAIN) -> Catalog:
    """Return a catalogue as it stands in its `.po` file; an empty one if there is none."""
    file = path(language, domain)
    if not file.exists():
        return Catalog(language)
    return read_po(io.BytesIO(file.read_bytes()), language, domain)


def po_bytes(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_output=True)
    return written.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, _normal(catalogue))
    return written.getvalue()


def merged(language: str) -> Catalog:
    """Return the catalogue of a language with the messages of today and the known translations."""
    old = read(language)
    new = _empty(language, DOMAIN)
    for msgid in extracted():
        known = old.get(msgid)
        new.add(msgid, known.string if known and not known.fuzzy else "")
    return new


def files() -> dict[Path, bytes]:
    """Return the files of all catalogues as `update` writes them."""
    catalogues = [(language, DOMAIN, merged(language)) for language in LANGUAGES]
    catalogues.append(("zh_CN", LIBRARY, _normal(read("zh_CN", LIBRARY), LIBRARY)))
    return {
        path(language, domain, suffix): content(catalogue)
        for language, domain, catalogue in catalogues
        for suffix, content in (("po", po_bytes), ("mo", mo_bytes))
    }


def _empty(language: str, domain: str) -> _Catalogue:
    return _Catalogue(language, domain, header_comment=_HEADER.format(domain=domain), fuzzy=False)


def _normal(catalogue: Catalog, domain: str = DOMAIN) -> _Catalogue:
    """Return a catalogue of the same live messages, in order, with our header."""
    normal = _empty(str(catalogue.locale_identifier), domain)
    for message in sorted(m for m in catalogue if m.id):
        normal.add(
            message.id, message.string, flags=message.flags, user_comments=message.user_comments
        )
    return normal


def texts(value: str | Collection[str] | None) -> tuple[str, ...]:
    """Return the forms of a msgid or msgstr: one, or one for each plural form."""
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def placeholders(text: str) -> set[tuple[str, str | None]]:
    """Return the names in braces, each with its conversion such as `!r`."""
    return {(name, how) for _, name, _, how in Formatter().parse(text) if name is not None}


# The command


def problems() -> Iterator[str]:
    """Yield what is to be done before the catalogues are complete."""
    for language in LANGUAGES:
        for message in merged(language):
            if message.id and not all(texts(message.string)):
                yield f"{language}: not translated: {message.id}"
            elif message.id and _names(message.id) != _names(message.string):
                yield f"{language}: other placeholders: {message.id}"
    for file, content in files().items():
        if not file.exists() or file.read_bytes() != content:
            yield f"{file.relative_to(ROOT)}: not up to date; run update"


def _names(value: Any) -> set[tuple[str, str | None]]:
    return set().union(*(placeholders(text) for text in texts(value)))


def main(arguments: list[str]) -> int:
    if arguments not in (["update"], ["check"]):
        sys.stderr.write("usage: python -m tests.i18n.catalogue update|check\n")
        return 2
    if arguments == ["update"]:
        for file, content in files().items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    found = list(problems())
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
