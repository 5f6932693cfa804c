"""From the output of a template to blocks.

While a template runs, each printed value leaves a mark in the output and waits on the `Page`. What
the template itself writes is structure; what a value brings is content. So a name that begins with
`# ` is never a heading, and a figure stays a figure until an output format prints it.

The structure is lines: `# ` begins a heading (`## ` one below it), `>> ` a paragraph on the right,
a blank line ends a paragraph, a table stands alone on its line, any other line is one sentence.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass

from jinja2 import Undefined, pass_context

from budgetc.document.model import Align, Block, Figure, Heading, Line, Paragraph, Table, line_text
from budgetc.layout.absent import Absent
from budgetc.layout.printable import Printable
from budgetc.templating.sandbox import TemplateFaultError, charge

_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_HEADING = re.compile(r"(#{1,4}) ")
_RIGHT = ">> "

Printed = str | Figure | Table | Absent


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in the document where something is missing.

    Attributes:
        absent: what is missing.
        heading: the heading or table it belongs to.
        sentence: the text around it, with … in its place.
    """

    absent: Absent
    heading: str
    sentence: str


class Page:
    """What one rendering prints."""

    def __init__(self) -> None:
        self._printed: list[Printed] = []

    def mark(self, value: Printed) -> str:
        """Keep a value and return the mark that stands for it."""
        self._printed.append(value)
        return f"{_OPEN}{len(self._printed) - 1}{_CLOSE}"

    def pieces(self, text: str) -> list[Printed]:
        """Split output at its marks, and put the values in place."""
        parts: list[Printed] = [*_MARK.split(text)]
        parts[1::2] = [self._printed[int(str(mark))] for mark in parts[1::2]]
        return [part for part in parts if part != ""]


_page: ContextVar[Page] = ContextVar("page")


def finalize(_: object, value: object) -> str:
    """Print one expression of a template: keep its value on the page, leave a mark."""
    page = _page.get()
    if isinstance(value, Undefined):
        return str(value)  # raises, and names what is undefined
    if isinstance(value, str):
        # Marks in a text come from a macro: what it printed is on the page already.
        charge(value)
        return value if _OPEN in value else page.mark(value)
    if isinstance(value, Printable):
        return charge(page.mark(value.figure()))
    if isinstance(value, Table | Absent):
        return charge(page.mark(value))
    if isinstance(value, int):
        return charge(page.mark(str(value)))
    raise TypeError(f"{type(value).__name__} cannot be printed")


class PageContext:
    """Makes a page the one that templates print on, for as long as it is entered."""

    def __init__(self) -> None:
        self.page = Page()

    def __enter__(self) -> Page:
        self._token = _page.set(self.page)
        return self.page

    def __exit__(self, *_: object) -> None:
        _page.reset(self._token)


@pass_context
def join_printed(_: object, values: tuple[object, ...], separator: str) -> str:
    """Return values with a separator between them, each of them printed on the page.

    It takes the context first, so that Jinja never works it out once for all pages.
    """
    return separator.join(finalize(None, value) for value in values)


def read_line(page: Page, output: str, heading: str) -> tuple[Line, tuple[Gap, ...]]:
    """Return output that is one line, and what is missing in it."""
    return _line(page, " ".join(output.split()), heading, heading)


def read_blocks(
    page: Page, output: str, template: str
) -> tuple[tuple[Block, ...], tuple[Gap, ...]]:
    """Return the blocks of a template's output, and what is missing in them.

    Raises:
        TemplateFaultError: a table does not stand alone on its line.
    """
    reader = _BlockReader(page, template)
    for text in output.split("\n"):
        reader.take(text.strip())
    reader.end_paragraph()
    return tuple(reader.blocks), tuple(reader.gaps)


class _BlockReader:
    def __init__(self, page: Page, template: str) -> None:
        self.blocks: list[Block] = []
        self.gaps: list[Gap] = []
        self._page = page
        self._template = template
        self._sentences: list[Line] = []
        self._heading = ""

    def take(self, text: str) -> None:
        """Read one line of output."""
        if not text:
            self.end_paragraph()
        elif table := self._lone_table(text):
            self.end_paragraph()
            self.blocks.append(table)
        elif match := _HEADING.match(text):
            self.end_paragraph()
            content = self._read(text[match.end() :])
            self._heading = line_text(content)
            self.blocks.append(Heading(len(match.group(1)), content))
        elif text.startswith(_RIGHT):
            self.end_paragraph()
            self.blocks.append(Paragraph((self._read(text[len(_RIGHT) :]),), Align.RIGHT))
        else:
            self._sentences.append(self._read(text))

    def end_paragraph(self) -> None:
        """Close the paragraph that is being read, if any."""
        if self._sentences:
            self.blocks.append(Paragraph(tuple(self._sentences)))
            self._sentences = []

    def _lone_table(self, text: str) -> Table | None:
        if not text.startswith(_OPEN) or not _MARK.fullmatch(text):
            return None
        (piece,) = self._page.pieces(text)
        return piece if isinstance(piece, Table) else None

    def _read(self, text: str) -> Line:
        line, gaps = _line(self._page, text, self._heading, self._template)
        self.gaps.extend(gaps)
        return line


def _line(page: Page, text: str, heading: str, template: str) -> tuple[Line, tuple[Gap, ...]]:
    parts: list[str | Figure] = []
    missing: list[Absent] = []
    run = ""
    for piece in page.pieces(text):
        if isinstance(piece, str):
            run += piece
        elif isinstance(piece, Figure):
            if run:
                parts.append(run)
                run = ""
            parts.append(piece)
        elif isinstance(piece, Absent):
            missing.append(piece)
            run += "…"
        else:
            reason = f"the table {piece.id} does not stand alone on its line"
            raise TemplateFaultError(template, 1, reason)
    if run:
        parts.append(run)
    line = tuple(parts)
    if not missing:
        return line, ()
    sentence = line_text(line)
    return line, tuple(Gap(absent, heading, sentence) for absent in missing)
