"""Paragraphs, fields and sections of a Word file, as the XML that it consists of."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.frozen import frozen
from budgetc.render.docx_look import PAGE_SIZES
from budgetc.render.html_escape import escape


@frozen()
class Sheet:
    """The paper that a part of a document stands on, in twentieths of a point.

    Attributes:
        margins: by side, of an upright page; a page on its side turns them with it.
        footer: the relation of the file to its page numbers.
        first: whether the document begins on it; its first page has no number.
    """

    width: int
    height: int
    margins: Mapping[str, int]
    footer: str
    first: bool = False

    @property
    def room(self) -> int:
        """How wide its text is."""
        return self.width - self.margins["left"] - self.margins["right"]

    @property
    def turned(self) -> Sheet:
        """The same paper on its side."""
        sides = self.margins
        margins = {
            "top": sides["left"],
            "right": sides["top"],
            "bottom": sides["right"],
            "left": sides["bottom"],
        }
        return Sheet(self.height, self.width, margins, self.footer)

    @property
    def section(self) -> str:
        """The end of a part of the document that stands on such pages."""
        lying = ' w:orient="landscape"' if self.width > self.height else ""
        sides = " ".join(f'w:{side}="{value}"' for side, value in self.margins.items())
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="{self.footer}"/>'
            f'<w:type w:val="nextPage"/><w:pgSz w:w="{self.width}" w:h="{self.height}"{lying}/>'
            f'<w:pgMar {sides} w:header="851" w:footer="992" w:gutter="0"/>'
            f"{'<w:titlePg/>' if self.first else ''}</w:sectPr>"
        )


def sheet(paper: str, margins: Mapping[str, int], footer: str) -> Sheet:
    """Return an upright sheet of a paper."""
    width, height = PAGE_SIZES[paper]
    return Sheet(width, height, margins, footer)


def paragraph(content: str, style: str, more: str = "") -> str:
    """Return a paragraph.

    Args:
        content: its runs.
        style: the id of its style.
        more: what else it says of itself.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def run(text: str, looks: str = "") -> str:
    """Return a text as typed; nothing in it is taken for markup."""
    if not text:
        return ""
    said = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def end_of_section(section: str) -> str:
    """Return a paragraph that nobody sees and that ends a section."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:ind w:firstLine="0" w:firstLineChars="0"/>{section}</w:pPr></w:p>'
    )


THIN = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:ind w:firstLine="0" w:firstLineChars="0"/></w:pPr></w:p>'
)
"""A paragraph that nobody sees, between two tables that would be taken for one."""

TAB = "<w:r><w:tab/></w:r>"
LINE_END = "<w:r><w:br/></w:r>"


def field(instruction: str) -> str:
    """Return a field that Word works out: a number of a page."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(content: str, number: int) -> str:
    """Return runs that the contents lead to."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
