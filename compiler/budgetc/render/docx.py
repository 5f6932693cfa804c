"""A document as a Word file, in the styles of an office: to be circulated, changed and signed.

Headings and tables are entries of the contents, tables that are wide stand on pages of their own
that lie on their side, and heads are repeated over pages. The text is that of every other format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from budgetc.document.model import Align, Document, Heading, Paragraph, Table, line_text
from budgetc.files.data import Resources
from budgetc.files.packed import of_any_system
from budgetc.render.docx_look import DocxLook, TextStyle, load_look
from budgetc.render.docx_parts import (
    LINE_END,
    TAB,
    Sheet,
    bookmarked,
    end_of_section,
    field,
    paragraph,
    run,
    sheet,
)
from budgetc.render.docx_tables import table_docx
from budgetc.render.html_escape import plain
from budgetc.render.titles import title_on_lines
from budgetc.render.widths import letter_width
from budgetc.render.words import frame_words

_LOWEST = 4
"""The lowest heading that has a style of its own."""
_IN_CONTENTS = 3
_AFTER_UPDATE = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids")
"""The next settings that may stand after that fields are worked out anew."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file, so that it is the same whenever it is made."""


def render_docx(document: Document, resources: Resources) -> bytes:
    """Return a document as a Word file.

    Raises:
        DataFaultError: the data file of its look cannot be used.
    """
    look = load_look(resources, document)
    file = docx.Document()
    _describe(file, document)
    _ask_for_numbers(file)
    _set_styles(file, look)
    paper = sheet(document.paper, look.margins, _footer(file))
    issued = frame_words(document, resources)["issued"]
    body = "".join(_Body(document, look, paper, issued).xml())
    element = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")
    file.element.body[:] = list(element)
    content = BytesIO()
    file.save(content)
    return _timeless(content.getvalue())


def _describe(file: File, document: Document) -> None:
    about = file.core_properties
    about.title, about.author = plain(document.title)[:255], plain(document.department)[:255]
    about.comments, about.last_modified_by = "", ""
    about.created = about.modified = document.day
    about.revision = 1


def _ask_for_numbers(file: File) -> None:
    """Have Word put in the page numbers when it opens the file: only who sets pages knows them."""
    settings = file.settings.element
    said = parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>')
    later = {qn(f"w:{name}") for name in _AFTER_UPDATE}
    following = next((child for child in settings if child.tag in later), None)
    if following is None:
        settings.append(said)
    else:
        following.addprevious(said)


def _set_styles(file: File, look: DocxLook) -> None:
    known = {style.name for style in file.styles}
    for name, style in look.styles.items():
        if name not in known:
            file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_style(file, style, look.language)


def _set_style(file: File, style: TextStyle, language: str) -> None:
    element = file.styles[style.name].element
    space = nsdecls("w")
    latin = "en-US" if language.startswith("zh") else language
    east = f'<w:lang w:val="{latin}" w:eastAsia="{language}"/>'
    paragraphs = parse_xml(f"<w:pPr {space}>{style.paragraph()}</w:pPr>")
    runs = parse_xml(f"<w:rPr {space}>{style.runs()}{east}</w:rPr>")
    levels = [child for child in element.iter() if child.tag.endswith("}outlineLvl")]
    kept = [child for child in element.iter() if child.tag.endswith("}keepNext")]
    element.get_or_add_pPr()[:] = [*kept, *paragraphs, *levels]
    element.get_or_add_rPr()[:] = list(runs)


def _footer(file: File) -> str:
    """Number the pages, and return the relation of the file to the foot that does it."""
    (section,) = file.sections
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    xml = f"<w:p {nsdecls('w')}>{run('— ')}{field('PAGE')}{run(' —')}</w:p>"
    for child in list(parse_xml(xml)):
        line._p.append(child)  # noqa: SLF001  # it has no name for a field
    line.style = file.styles["Page"]
    (reference,) = section._sectPr.footerReference_lst  # noqa: SLF001
    return str(reference.rId)


class _Body:
    """The body of one file, made once from top to bottom."""

    def __init__(self, document: Document, look: DocxLook, paper: Sheet, issued: str) -> None:
        self._document = document
        self._issued = issued
        self._look = look
        self._paper = paper
        self._number = 0
        self._level = 0

    def xml(self) -> Iterator[str]:
        """Yield the title, the contents, and the blocks."""
        yield from self._opening()
        paper = replace(self._paper, first=self._has_cover)
        for passage in self._document.passages():
            wanted = self._paper_of(passage.table)
            if wanted.width != paper.width:
                yield end_of_section(paper.section)
                paper = wanted
            if passage.table is not None:
                yield from self._table(passage.headings, passage.table)
            else:
                yield from map(self._heading, passage.headings)
                yield from chain.from_iterable(map(self._text, passage.paragraphs))
        yield paper.section

    @property
    def _has_cover(self) -> bool:
        return self._document.opening == "cover"

    def _title(self) -> str:
        """Return the title; where it is wider than a line, one ends behind whose it is."""
        whose, rest = title_on_lines(self._document)
        twips = sum(map(letter_width, self._document.title)) * self._look.styles["Title"].size
        return run(whose) + (LINE_END if whose and twips > self._paper.room else "") + run(rest)

    def _opening(self) -> Iterator[str]:
        if self._has_cover:
            yield paragraph(self._title(), "Title")
            yield from self._cover()
            yield from self._contents()
        else:
            close = '<w:spacing w:before="0"/>'
            yield paragraph(self._title(), "Title", close)

    def _cover(self) -> Iterator[str]:
        """Yield who publishes it, and when; a workspace's own look may have no style for it."""
        style = "Cover" if "Cover" in self._look.styles else "Signature"
        below = ""
        for text in filter(None, (self._document.department, self._issued)):
            yield paragraph(run(text), style, below)
            below = '<w:spacing w:before="120"/>'

    def _paper_of(self, table: Table | None) -> Sheet:
        return self._paper.turned if table is not None and table.wide else self._paper

    def _contents(self) -> Iterator[str]:
        entries = tuple(self._entries())
        if not entries:
            return
        yield paragraph(run(self._look.contents), "Contents", "<w:pageBreakBefore/>")
        last, room = len(entries), self._paper.room
        right = f'<w:tabs><w:tab w:val="right" w:pos="{room}"/></w:tabs>'
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText '
            f'xml:space="preserve"> TOC \\o "1-{_IN_CONTENTS}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for number, (level, text) in enumerate(entries, start=1):
            # Only who sets the pages knows their numbers: Word puts them in when it opens the file.
            told = run(text) + TAB + field(rf"PAGEREF _Toc{number} \h")
            link = f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{told}</w:hyperlink>'
            lead = begin if number == 1 else ""
            yield paragraph(lead + link + (end if number == last else ""), f"toc{level}", right)

    def _entries(self) -> Iterator[tuple[int, str]]:
        level = 0
        for block in self._document.blocks:
            if isinstance(block, Heading):
                level = block.level
                if level <= _IN_CONTENTS:
                    yield level, line_text(block.content)
            elif isinstance(block, Table):
                yield min(level + 1, _IN_CONTENTS), block.name

    def _heading(self, heading: Heading, more: str = "") -> str:
        self._level = heading.level
        is_part = heading.level == 1 and self._has_cover
        first = "<w:pageBreakBefore/>" if is_part and not more else more
        content = run(line_text(heading.content))
        if heading.level <= _IN_CONTENTS:
            content = self._marked(content)
        return paragraph(content, f"Heading{min(heading.level, _LOWEST)}", first)

    def _marked(self, content: str) -> str:
        self._number += 1
        return bookmarked(content, self._number)

    def _text(self, block: Paragraph) -> Iterator[str]:
        if block.align is Align.RIGHT:
            for sentence in block.sentences:
                yield paragraph(run(line_text(sentence)), "Signature")
            return
        between = self._document.between
        text = between.join(filter(None, map(line_text, block.sentences)))
        if text:
            yield paragraph(run(text), "Normal")

    def _table(self, headings: tuple[Heading, ...], table: Table) -> Iterator[str]:
        begin = "<w:pageBreakBefore/>" if self._document.table_pages == "own" else ""
        for heading in headings:
            yield self._heading(heading, begin)
            begin = "<w:keepNext/>"
        level = min(self._level + 1, _IN_CONTENTS)
        if "keepNext" not in begin:
            begin = f"<w:keepNext/>{begin}"
        named = f'{begin}<w:outlineLvl w:val="{level - 1}"/>'
        yield paragraph(self._marked(run(table.name)), "Tabletitle", named)
        paper = self._paper_of(table)
        if any(table.above):
            left, right = table.above
            tab = f'<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="{paper.room}"/></w:tabs>'
            yield paragraph(run(left) + TAB + run(right), "Tabletext", tab)
        yield from table_docx(table, paper.room)
        for note in table.notes:
            yield paragraph(run(line_text(note)), "Tabletext")


def _timeless(content: bytes) -> bytes:
    """Return a file whose parts have no time of their own."""
    steady = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(steady, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_DEFLATED
            made.writestr(part, parts.read(name))
    return of_any_system(steady)
