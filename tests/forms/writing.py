"""Documents as files of many kinds, as offices make them."""

from __future__ import annotations

import html
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from xlsxwriter.utility import xl_rowcol_to_cell

from budgetc.document.model import (
    PERCENT,
    Column,
    Document,
    Heading,
    Paragraph,
    Role,
    Table,
    line_text,
    side_by_side,
)
from budgetc.files.data import Resources
from budgetc.render.docx import render_docx
from budgetc.render.evidence import Evidence
from budgetc.render.html import render_html
from budgetc.render.latex import render_latex
from budgetc.render.markdown import render_markdown
from budgetc.render.onepage import render_onepage
from budgetc.render.pdf import typeset
from budgetc.render.typst import render_typst
from budgetc.render.typst_look import load_fonts
from budgetc.render.typst_pdf import typeset as typeset_by_typst
from budgetc.render.xlsx import render_xlsx
from budgetc.render.xlsx_sheet import TableSheet

RESOURCES = Resources.of_workspace(None)
_MOST_OF_A_LINE = 40
_PAGE = "@page {size: 42cm 29.7cm; margin: 2cm}"


class Written(NamedTuple):
    """A file: its name, and what is in it."""

    name: str
    content: bytes


Writer = Callable[[Document], Written]


def markdown(document: Document) -> Written:
    """Write it as our own Markdown."""
    return Written("x.md", render_markdown(document, RESOURCES).encode())


def xelatex(document: Document) -> Written:
    """Write it as our own PDF."""
    pdf, findings = typeset(render_latex(document, RESOURCES), name="x.tex", epoch=0)
    assert pdf is not None, findings
    return Written("x.pdf", pdf)


def our_page(document: Document) -> Written:
    """Write it as our own page of the web."""
    return Written("x.html", "".join(render_html(document, RESOURCES, Evidence())).encode())


def our_one_page(document: Document) -> Written:
    """Write what it tells on one page as a page of the web."""
    parts, findings = render_onepage(document, RESOURCES)
    assert parts is not None, findings
    return Written("x.html", "".join(parts).encode())


def our_word(document: Document) -> Written:
    """Write it as our own Word file."""
    return Written("x.docx", render_docx(document, RESOURCES))


def typst(document: Document) -> Written:
    """Write it as our own PDF, by the engine that needs no other program."""
    pdf, findings = typeset_by_typst(
        render_typst(document, RESOURCES),
        name="x",
        epoch=0,
        language=document.language,
        fonts=load_fonts(RESOURCES),
    )
    assert pdf is not None, findings
    return Written("x.pdf", pdf)


def our_workbook(document: Document) -> Written:
    """Write its tables as our own workbook.

    A cell whose printed number is not what its formula comes to has that number typed over it: of
    a percentage a hundredth, as whoever types it into a cell of percentages has it there.
    """
    book = BytesIO(render_xlsx(document, RESOURCES, Evidence()))
    sheets = [TableSheet(table.name, table) for table in document.tables()]
    typed = {
        f"xl/worksheets/sheet{at}.xml": {
            xl_rowcol_to_cell(row, column): (
                figure.text.replace(",", "").rstrip("%"),
                100 if figure.unit == PERCENT else 1,
            )
            for figure, row, column in sheet.figures()
        }
        for at, sheet in enumerate(sheets, 2)
    }
    made = BytesIO()
    with ZipFile(book) as before, ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name in typed:
                content = _typed_over(content.decode(), typed[name]).encode()
            after.writestr(name, content)
    return Written("x.xlsx", made.getvalue())


_CELL = re.compile(
    r'<c r="([A-Z]{1,3}[0-9]{1,6})"([^>]{0,20})>'
    r"(?:<f>[^<]{0,9999}</f>)?<v>([^<]{0,99})</v></c>"
)


def _typed_over(sheet: str, texts: Mapping[str, tuple[str, int]]) -> str:
    """Return a sheet in which cells have other numbers, where they come to others.

    Args:
        sheet: as XML.
        texts: of each cell its print, and how many times its number that is.
    """

    def cell(found: re.Match[str]) -> str:
        text, times = texts.get(found[1], ("", 1))
        digits = len(text.partition(".")[2])
        if not _PLAIN.fullmatch(text) or f"{float(found[3]) * times:.{digits}f}" == text:
            return found[0]
        return f'<c r="{found[1]}"{found[2]}><v>{Decimal(text) / times}</v></c>'

    return _CELL.sub(cell, sheet)


_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")


def without_prose(document: Document) -> Document:
    """Return the tables of a document: all that a workbook of ours has."""
    return replace(document, blocks=tuple(document.tables()))


def _grid(table: Table) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of heads and those of cells."""
    columns = [column for panel in table.panels for column in panel.columns]
    depth = max((len(column.header) for column in columns), default=0)
    heads = [[_head(column, level, depth) for column in columns] for level in range(depth)]
    rows = []
    for side in side_by_side(table.panels):
        cells: list[str] = []
        for panel, row in zip(table.panels, side, strict=True):
            if row is None:
                cells += [""] * len(panel.columns)
                continue
            for column, content in zip(panel.columns, row.cells, strict=True):
                indent = "　" * row.indent if column.role is Role.LABEL else ""
                text = line_text(content)
                cells.append(indent + text if text else "")
        rows.append(cells)
    return heads, rows


def _head(column: Column, level: int, depth: int) -> str:
    """Return the head of a column at a level; a lower one fills the levels below it."""
    header = column.header
    return header[level] if level < len(header) else (header[-1] if header and depth else "")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _columns_of_text(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> Iterator[str]:
    """Yield rows as lines, each cell in the place of its column: as `pdftotext -layout` does."""
    widths = [max(map(_width, cells)) + 3 for cells in zip(*rows, strict=True)] if rows else []
    for row in rows:
        line = ""
        for text, width, right in zip(row, widths, numeric, strict=True):
            blanks = " " * (width - _width(text))
            line += f"{blanks}{text}  " if right else f"{text}{blanks}"
        yield line.rstrip()


def layout_text(document: Document) -> Written:
    """Write it as text whose tables keep their columns by blanks."""
    return Written("x.txt", "\n".join(_text_lines(document, _laid_out, _whole)).encode())


def wrapped_text(document: Document) -> Written:
    """Write it as text whose sentences are broken after so many characters, numbers too."""
    return Written("x.txt", "\n".join(_text_lines(document, _laid_out, _wrapped)).encode())


def reading_order_text(document: Document) -> Written:
    """Write it as text with the cells of each row one after the other."""
    return Written("x.txt", "\n".join(_text_lines(document, _in_order, _whole)).encode())


def _laid_out(table: Table) -> Iterator[str]:
    heads, rows = _grid(table)
    roles = [column.role is Role.AMOUNT for panel in table.panels for column in panel.columns]
    yield from _columns_of_text([*heads, *rows], roles)


def _in_order(table: Table) -> Iterator[str]:
    heads, rows = _grid(table)
    for row in (*heads, *rows):
        yield " ".join(cell.strip("　") for cell in row if cell)


def _whole(text: str) -> Iterator[str]:
    yield text


def _wrapped(text: str) -> Iterator[str]:
    yield from (text[at : at + _MOST_OF_A_LINE] for at in range(0, len(text), _MOST_OF_A_LINE))


def _text_lines(
    document: Document,
    grid: Callable[[Table], Iterator[str]],
    sentence: Callable[[str], Iterator[str]],
) -> Iterator[str]:
    yield from (document.title, "")
    for block in document.blocks:
        if isinstance(block, Table):
            yield block.name
            yield "　　".join(filter(None, block.above))
            for form_row in block.form:
                yield "  ".join(line_text(cell.content) for cell in form_row)
            yield from grid(block)
            yield from map(line_text, block.notes)
        elif isinstance(block, Heading):
            yield line_text(block.content)
        else:
            yield from sentence("".join(map(line_text, block.sentences)))
        yield ""


def web_page(document: Document) -> Written:
    """Write it as a page of the web."""
    body = "\n".join(_html_blocks(document))
    title = html.escape(document.title)
    page = (
        f'<!DOCTYPE html>\n<html lang="{document.language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_PAGE}</style></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body></html>\n"
    )
    return Written("x.html", page.encode())


def wrapped_cells(document: Document) -> Written:
    """Write it as a page of the web whose columns are so narrow that numbers are broken in them."""
    written = web_page(document)
    page = _LONG_CELL.sub(r"<td>\1<br>\2</td>", written.content.decode())
    return Written(written.name, page.encode())


_LONG_CELL = re.compile(r"<td>([-0-9,.]{3,20})([0-9,.]{3})</td>")


def _html_blocks(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _html_table(block)
        elif isinstance(block, Heading):
            yield f"<h{block.level + 1}>{_html(line_text(block.content))}</h{block.level + 1}>"
        elif isinstance(block, Paragraph):
            yield f"<p>{_html(''.join(map(line_text, block.sentences)))}</p>"


def _html_table(table: Table) -> Iterator[str]:
    yield f"<p>{_html(table.name)}</p>"
    if any(table.above):
        yield f"<p>{_html('　　'.join(filter(None, table.above)))}</p>"
    if table.form:
        rows = [[(line_text(c.content), c.width) for c in row] for row in table.form]
        yield '<table border="1">'
        for form_row in rows:
            cells = "".join(f'<td colspan="{width}">{_html(t)}</td>' for t, width in form_row)
            yield f"<tr>{cells}</tr>"
        yield "</table>"
    heads, rows_of_cells = _grid(table)
    yield '<table border="1">'
    yield from _html_heads(heads)
    for row in rows_of_cells:
        yield f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>"
    yield "</table>"
    yield from (f"<p>{_html(line_text(note))}</p>" for note in table.notes)


def _html_heads(heads: list[list[str]]) -> Iterator[str]:
    """Yield the rows of heads, with equal neighbours as one cell that spans them."""
    done: set[tuple[int, int]] = set()
    for level, row in enumerate(heads):
        cells = ""
        for at, text in enumerate(row):
            if (level, at) in done:
                continue
            wide = 1
            while (
                at + wide < len(row) and row[at + wide] == text and _above(heads, level, at, wide)
            ):
                wide += 1
            high = 1
            while level + high < len(heads) and all(
                heads[level + high][at + step] == text for step in range(wide)
            ):
                high += 1
            done |= {(level + y, at + x) for y in range(high) for x in range(wide)}
            cells += f'<th colspan="{wide}" rowspan="{high}">{_html(text)}</th>'
        yield f"<tr>{cells}</tr>"


def _above(heads: list[list[str]], level: int, at: int, wide: int) -> bool:
    """Tell whether a head and its neighbour stand under the same heads."""
    return all(heads[upper][at] == heads[upper][at + wide] for upper in range(level))


def _html(text: str) -> str:
    return html.escape(text)


def by_office(suffix: str, *options: str) -> Writer:
    """Return what writes a document by LibreOffice, from our page of the web."""

    def write(document: Document) -> Written:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            page = web_page(document)
            (folder / page.name).write_bytes(page.content)
            command = [
                "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                *options, "--convert-to", suffix, "--outdir", str(folder), str(folder / page.name),
            ]  # fmt: skip
            ran = subprocess.run(command, check=True, capture_output=True, timeout=300)
            made = folder / f"x.{suffix.partition(':')[0]}"
            assert made.exists(), ran.stdout + ran.stderr
            return Written(made.name, made.read_bytes())

    return write


TEXTS: Mapping[str, Writer] = {
    "Markdown": markdown,
    "text in columns": layout_text,
    "text in reading order": reading_order_text,
    "text with broken lines": wrapped_text,
    "HTML": web_page,
    "our HTML": our_page,
    "HTML with broken cells": wrapped_cells,
    "our docx": our_word,
}
"""The kinds that need no other program."""

ONLY_TABLES = frozenset({"our xlsx"})
"""The kinds that have no prose."""

_FROM_PAGE = "--infilter=HTML (StarWriter)"

PROGRAMS: Mapping[str, tuple[Writer, tuple[str, ...]]] = {
    "our xlsx": (our_workbook, ()),
    "PDF by Typst": (typst, ()),
    "PDF by XeLaTeX": (xelatex, ("xelatex",)),
    "PDF by LibreOffice": (
        by_office("pdf:writer_pdf_Export", _FROM_PAGE, "--writer"),
        ("soffice",),
    ),
    "docx by LibreOffice": (
        by_office("docx:MS Word 2007 XML", _FROM_PAGE, "--writer"),
        ("soffice",),
    ),
    "xlsx by LibreOffice": (
        by_office("xlsx:Calc MS Excel 2007 XML", "--infilter=HTML (StarCalc)", "--calc"),
        ("soffice",),
    ),
}
"""The kinds that take longer to make, and which programs each needs."""
