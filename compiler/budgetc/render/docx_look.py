"""How a Word file looks: its margins, and the fonts, sizes and lines of its styles, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from budgetc.diagnostics.messages import msg
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources
from budgetc.frozen import frozen
from budgetc.render.words import FRAME, words_of

LOOK = "templates/docx/look.json"

PAGE_SIZES: Mapping[str, tuple[int, int]] = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height of an upright page, in twentieths of a point."""

_TWIPS_A_POINT = 20
_TWIPS_A_MILLIMETRE = 1440 / 25.4
_LARGEST = 500
_ALIGNMENTS = ("left", "center", "right", "both")
_SIDES = ("top", "right", "bottom", "left")
_MEASURES = ("line", "before", "after", "indent", "left", "right")


@frozen()
class TextStyle:
    """The look of paragraphs of one style.

    Attributes:
        name: as Word knows it; its own styles have names in the language of each reader's Word.
        east: font of Chinese characters.
        latin: font of all others, digits too.
        size: in points.
        align: left, center, right, or both.
        line: height of a line in points; 0 where the font decides.
        before: points over a paragraph.
        after: points under it.
        indent: of the first line, in characters.
        left: in characters, of all lines.
        right: the same on the other side.
    """

    name: str
    east: str
    latin: str
    size: float
    align: str
    bold: bool
    line: float
    before: float
    after: float
    indent: float
    left: float
    right: float

    def runs(self) -> str:
        """Return what Word is told of the letters."""
        east, latin = escape(self.east), escape(self.latin)
        half = round(self.size * 2)
        bold = "<w:b/><w:bCs/>" if self.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
        return (
            f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'
            f'{bold}<w:i w:val="0"/><w:color w:val="000000"/><w:spacing w:val="0"/>'
            f'<w:kern w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        )

    def paragraph(self) -> str:
        """Return what Word is told of the lines."""
        line = (
            f'w:line="{round(self.line * _TWIPS_A_POINT)}" w:lineRule="exact"'
            if self.line
            else 'w:line="240" w:lineRule="auto"'
        )
        sides = "".join(
            f' w:{side}Chars="{round(chars * 100)}" w:{side}="{self._wide(chars)}"'
            for side, chars in (("left", self.left), ("right", self.right))
        )
        return (
            f'<w:spacing w:before="{round(self.before * _TWIPS_A_POINT)}" '
            f'w:after="{round(self.after * _TWIPS_A_POINT)}" {line}/>'
            f'<w:ind{sides} w:firstLineChars="{round(self.indent * 100)}" '
            f'w:firstLine="{self._wide(self.indent)}"/><w:jc w:val="{self.align}"/>'
        )

    def _wide(self, characters: float) -> int:
        return round(characters * self.size * _TWIPS_A_POINT)


@frozen()
class DocxLook:
    """All of it, for documents of one language.

    Attributes:
        contents: the title of the contents.
        language: of the text, for Word's dictionaries.
        margins: by side, in twentieths of a point.
        styles: by name.
    """

    contents: str
    language: str
    margins: Mapping[str, int]
    styles: Mapping[str, TextStyle]


def load_look(resources: Resources, document: Document) -> DocxLook:
    """Return the look of a document: that of its language, or else that of English.

    Raises:
        DataFaultError: the data file cannot be used, or the word for the contents is missing.
    """
    told, language = _mapping(resources.parsed(LOOK, json.loads), LOOK), document.language
    look = language if language in {*told, "zh"} else "en"
    one = _mapping(told.get(look), look)
    if look != language:
        contents = words_of(resources, FRAME, document.tag())["contents"]
        one = {**one, "contents": contents, "language": document.tag()}
    elif document.region:
        one = {**one, "language": document.tag()}
        usual, own = (
            words_of(resources, FRAME, tag)["contents"] for tag in (language, document.tag())
        )
        if own != usual:  # the look sets its own apart by blanks
            one["contents"] = own
    east = _mapping(_mapping(told.get("east", {}), "east").get(language, {}), "east")
    margins, styles = _mapping(one.get("margins"), "margins"), _mapping(one.get("styles"), "styles")
    return DocxLook(
        _text(one, "contents"),
        _text(one, "language"),
        {side: round(_number(margins, side, 0) * _TWIPS_A_MILLIMETRE) for side in _SIDES},
        {name: _style(name, _mapping(style, name), east) for name, style in styles.items()},
    )


def _style(name: str, told: Mapping[str, object], east: Mapping[str, object]) -> TextStyle:
    """Return a style.

    Args:
        name: of it.
        told: what the file says of it.
        east: the fonts of the language in place of Chinese ones, by these.
    """
    align = _text(told, "align")
    if align not in _ALIGNMENTS:
        raise _unfit(f"{name}: align")
    measures = {measure: _number(told, measure, 0) for measure in _MEASURES}
    return TextStyle(
        name=name,
        east=_text({"east": east.get(_text(told, "east"), told["east"])}, "east"),
        latin=_text(told, "latin"),
        size=_number(told, "size", 1),
        align=align,
        bold=told.get("bold") is True,
        **measures,
    )


def _mapping(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _unfit(name)
    return value


def _text(told: Mapping[str, object], key: str) -> str:
    value = told.get(key)
    if not isinstance(value, str) or not value:
        raise _unfit(key)
    return value


def _number(told: Mapping[str, object], key: str, least: float) -> float:
    value = told.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _unfit(key)
    if not least <= value <= _LARGEST:
        raise _unfit(key)
    return value


def _unfit(key: str) -> DataFaultError:
    return DataFaultError(
        LOOK,
        msg(
            "{key} is missing or cannot be used; copy it from the file that budgetc ships",
            key=key,
        ),
    )
