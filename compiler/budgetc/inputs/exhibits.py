"""Whether what a source names to prove its amounts is there, is the same file, and has the page."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.names import unusable
from budgetc.files.port import FileRefusedError, is_inside
from budgetc.files.workspace import BUDGETS, Source
from budgetc.source.exhibits import Exhibit, exhibits_in
from budgetc.source.nodes import SourceTree

_PDF = b"%PDF-"


def check_exhibits(source: Source, tree: SourceTree) -> Iterator[Diagnostic]:
    """Yield what is wrong with the files that a source names to prove its amounts.

    Args:
        source: whose files are read, each once.
        tree: of the source, or of a unit of it.
    """
    read: dict[str, bytes | Message] = {}
    pages: dict[str, int | None] = {}
    for one in exhibits_in(tree):
        name = name_of(one, source, tree)
        if name not in read:
            read[name] = _content(name, one, source)
        content = read[name]
        if isinstance(content, Message):
            yield _missing(one, tree, content)
            continue
        yield from _digest(one, tree, sha256(content).hexdigest())
        if one.page and content.startswith(_PDF):
            if name not in pages:
                pages[name] = _pages_of(content)
            yield from _page(one, tree, pages[name])


def name_of(exhibit: Exhibit, source: Source, tree: SourceTree) -> str:
    """Return what a file that was named is called among the files of a source.

    Args:
        exhibit: that names it.
        source: one of its workspace.
        tree: in which it is named.
    """
    if exhibit.file.startswith(f"{BUDGETS}/"):
        return exhibit.file
    # Reports may call a file by another name than it has among the files of its workspace.
    folder = tree.file.removeprefix(source.name.removesuffix(source.file)).rpartition("/")[0]
    return f"{folder}/{exhibit.file}" if folder else exhibit.file


def _content(name: str, exhibit: Exhibit, source: Source) -> bytes | Message:
    """Return a file, or why it is none that proves anything."""
    shown = printable(exhibit.file)
    if not is_inside(name):
        return msg("{file} leads out of the folder of the source, or is hidden", file=shown)
    if (wrong := unusable(name)) is not None:
        return wrong.message
    try:
        content = source.files.read(name)
    except FileRefusedError as error:
        return error.diagnostic.message
    return msg("there is no file {file}", file=printable(name)) if content is None else content


def _pages_of(content: bytes) -> int | None:
    from budgetc.published.pdf import pages_of  # noqa: PLC0415  # few sources name a page

    return pages_of(content)


def _missing(exhibit: Exhibit, tree: SourceTree, reason: Message) -> Diagnostic:
    hint = msg(
        "put the file there, or name the one that proves the amount: from the folder of this "
        "source on, or from {folder}/ on",
        folder=BUDGETS,
    )
    return finding("EVD001", reason, tree.span(exhibit.place("file")), hint=hint)


def _digest(exhibit: Exhibit, tree: SourceTree, found: str) -> Iterator[Diagnostic]:
    shown = printable(exhibit.file)
    if not exhibit.sha256:
        yield finding(
            "EVD004",
            msg("nothing here tells whether {file} is still the same file", file=shown),
            tree.span(exhibit.place("file")),
            hint=msg("write beside it: {line}", line=f"sha256: {found}"),
        )
    elif exhibit.sha256 != found:
        yield finding(
            "EVD002",
            msg(
                "{file} is another file than was named: its SHA-256 is {found}, and not {typed}",
                file=shown,
                found=found,
                typed=exhibit.sha256,
            ),
            tree.span(exhibit.place("sha256")),
            hint=msg(
                "put the right file back; if the new one proves the amount, compare it, and write "
                "its SHA-256"
            ),
        )


def _page(exhibit: Exhibit, tree: SourceTree, count: int | None) -> Iterator[Diagnostic]:
    shown = printable(exhibit.file)
    if count is None:
        problem = msg("{file} is no PDF that can be read", file=shown)
        hint = msg("open it, and print it into a new PDF")
    elif exhibit.page > count:
        problem = msg("{file} has no page {page}, only {count}",
                      file=shown, page=exhibit.page, count=count)  # fmt: skip
        hint = msg("write the page that shows the amount, counted from the first of the file")
    else:
        return
    yield finding("EVD003", problem, tree.span(exhibit.place("page")), hint=hint)
