"""PDF by Typst: what it makes of hostile text, and what is said where it fails."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.model import Document, Heading, Paragraph
from budgetc.files.data import Resources
from budgetc.render import typst_pdf
from budgetc.render.breaks import CELL_RUN
from budgetc.render.typst import SKELETON, render_typst
from budgetc.render.typst_escape import Words
from budgetc.render.typst_look import FONTS, WORDS, Fonts, load_fonts
from budgetc.render.typst_pdf import typeset
from tests.render.test_markdown import document_with
from tests.render.test_pdf import (
    HOSTILE,
    INVISIBLE,
    LONG,
    PLACES,
    UNBROKEN,
    hostile_document,
    off_the_page,
    sentences,
    table_of,
)

EPOCH = 1_707_350_400
RESOURCES = Resources.of_workspace(None)
CHINESE = Translator("zh")


def make(
    document: Document, fonts: Fonts | None = None
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    return made_of(render_typst(document, RESOURCES), fonts)


def made_of(text: str, fonts: Fonts | None = None) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    fonts = fonts or load_fonts(RESOURCES)
    return typeset(text, name="x", epoch=EPOCH, language="zh", fonts=fonts)


@cache
def hostile_pdf() -> bytes:
    pdf, findings = make(hostile_document())
    assert [ENGLISH(finding.message) for finding in findings] == []
    assert pdf is not None
    return pdf


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF without white space, which typesetting may change."""
    with pdfium.PdfDocument(pdf) as file:
        pages = (file[number].get_textpage().get_text_range() for number in range(len(file)))
        return re.sub(r"[\s\u200b\ufffe]+", "", "".join(pages))


MARKUP = (
    '#read("/etc/passwd")',
    '" + read("/etc/passwd") + "',
    r"\" #panic()",
    r"\u{41} \n \t",
    "= *bold* _x_ `raw` $ x^2 $ <label> @ref // x /* y */",
    '#[ ] #{ } #let x = 1; #import "@preview/x:1.0.0"',
    "-- --- ... ~ 'x' \"y\"",
)


def test_hostile_text_prints_as_typed() -> None:
    text = text_of(hostile_pdf())
    for word in HOSTILE:
        assert "*" + word.replace(" ", "") in text
    assert LONG in text
    document = replace(
        hostile_document(),
        blocks=tuple(Paragraph((("*" + word,),)) for word in MARKUP),
        title="".join(MARKUP),
        department="".join(MARKUP),
    )
    pdf, findings = make(document)
    assert pdf is not None, [ENGLISH(one.message) for one in findings]
    printed = text_of(pdf)
    for word in MARKUP:
        assert "*" + word.replace(" ", "") in printed
    assert "root:" not in printed
    with pdfium.PdfDocument(pdf) as file:
        assert file.get_metadata_dict()["Title"] == "".join(MARKUP)


def test_the_same_source_gives_the_same_bytes() -> None:
    assert make(hostile_document())[0] == hostile_pdf()
    typst_pdf._typesetter.cache_clear()  # another process
    assert make(hostile_document())[0] == hostile_pdf()


def test_without_an_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst_pdf, "LIBRARY", "no_such_library")
    pdf, (found,) = made_of("")
    assert pdf is None
    assert found.code == "PDF001"
    assert ENGLISH(found.message) == "Typst is not installed, so no PDF can be made"
    assert found.hint is not None
    assert "pip install 'budgetc[pdf]'" in ENGLISH(found.hint)
    assert CHINESE(found.message) == "未安装Typst，无法生成PDF"
    assert CHINESE(found.hint) == (
        "请运行 pip install 'budgetc[pdf]'；或改由 XeLaTeX 生成：--pdf-engine latex"
    )


def test_without_chinese_characters_there_is_no_pdf() -> None:
    fonts = load_fonts(RESOURCES)
    none = replace(fonts, roles={**fonts.roles, "song": ("No Such Font",)})
    pdf, (found,) = make(paragraph("甲"), none)
    assert pdf is None
    assert found.code == "PDF005"
    assert found.hint is not None
    assert CHINESE(found.message) == "没有含中文字的字体，无法生成 PDF"
    assert CHINESE(found.hint) == (
        "pip install 'budgetc[pdf]' 会带来一种，apt install fonts-noto-cjk 也可以；"
        "或用 --fonts 指出存放下列任一字体的文件夹：No Such Font"
    )
    assert ENGLISH(found.message) == (
        "there is no font with Chinese characters, so no PDF can be made"
    )
    assert "--fonts the folder that holds one of these: No Such Font" in ENGLISH(found.hint)


def paragraph(text: str) -> Document:
    return Document("某局", 2024, "x", "元", "题", None, (Paragraph(((text,),)),))


@pytest.mark.parametrize("char", ["\U000f0000", "\ue000", "\U0010ffff", "\u0378"])
def test_a_character_without_a_glyph_is_never_a_box(char: str) -> None:
    pdf, (found,) = make(paragraph(f"甲{char}㎡≥①"))
    assert pdf is None
    assert (found.code, found.severity) == ("PDF003", Severity.ERROR)
    shown = f"{char} (U+{ord(char):04X})"
    assert ENGLISH(found.message) == f"no font has a picture of {shown}, so no PDF can be made"
    assert CHINESE(found.message) == f"没有字体含有 {shown}，无法生成 PDF"
    assert found.hint is not None
    assert CHINESE(found.hint) == (
        "请安装有该字的字体：apt install fonts-noto-core 含多数文字，"
        "fonts-noto-cjk 含中文、日文和韩文；或用 --fonts 指出字体所在的文件夹；或改用其他字"
    )


def test_characters_that_nobody_sees_are_told() -> None:
    shown = "".join(char for char in INVISIBLE if char in "\u200b\u00ad\u200d")
    pdf, (found,) = make(paragraph("甲".join(f"乙{shown}丙")))
    assert pdf is not None
    assert (found.code, found.severity) == ("PDF003", Severity.WARNING)
    assert ENGLISH(found.message) == (
        "there are characters that nobody sees: U+00AD, U+200B, U+200D"
    )
    assert CHINESE(found.message) == "有看不见的字符：U+00AD, U+200B, U+200D"
    assert found.hint is not None
    assert CHINESE(found.hint) == "请在填写处删去"


@pytest.mark.needs("pdftotext")
def test_no_line_runs_off_the_page(tmp_path: Path) -> None:
    documents = [document_with(text) for text in UNBROKEN.values()]
    blocks = tuple(block for document in documents for block in document.blocks)
    pdf, findings = make(replace(documents[0], blocks=blocks))
    assert [ENGLISH(finding.message) for finding in findings] == []
    assert pdf is not None
    assert off_the_page(pdf, tmp_path) == []
    printed = text_of(pdf)
    for name, text in UNBROKEN.items():
        assert printed.count(re.sub(r"\s+", "", text)) >= PLACES, name


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("wide", [False, True], ids=["upright", "wide"])
@pytest.mark.parametrize("length", [400, 6000])
def test_no_text_of_a_cell_is_lost(tmp_path: Path, length: int, wide: bool) -> None:  # noqa: FBT001
    goal, name = sentences("目标", length), sentences("名称", length // 2)
    pdf, findings = make(table_of("".join(goal), "".join(name), wide=wide))
    assert findings == ()
    assert pdf is not None
    assert off_the_page(pdf, tmp_path) == []
    printed = text_of(pdf)
    typed = Counter("".join((*goal, *name)) * 2)
    found = Counter(printed)
    assert {one: number for one, number in typed.items() if found[one] < number} == {}
    # All are whole but for those at the end of a page, where other cells come between.
    torn = [one for one in (*goal, *name) if printed.count(one) < 2]
    assert len(torn) <= 3 * printed.count("—") / 2


def test_words_are_kept_whole_only_in_texts_that_may_need_two_lines() -> None:
    text = render_typst(table_of("机关事业单位", "机关事业单位" * 20, wide=False), RESOURCES)
    assert 'V(10,center,false,"机关事业单位")' in text
    assert 'V(10,left,false,W("机关")+W("事业单位")+' in text


@pytest.mark.parametrize(
    "text",
    [
        "Schülerbeförderungskosten",
        "bibliothèque/médiathèque",
        "Общеобразовательные учреждения",
        "σχολεία-δημοτικά",
    ],
)
def test_words_of_any_alphabet_are_left_to_hyphens_in_prose(text: str) -> None:
    words = Words.of("de", ())
    within_a_word = r'\w"\+[BZ]\+"\w'
    assert re.findall(within_a_word, words.prose((text,))) == []
    assert re.findall(within_a_word, words.expression(text, CELL_RUN)) == []


def test_a_word_in_a_cell_may_be_broken_where_the_engine_has_no_hyphens_for_the_language() -> None:
    words = Words.of("sw", ())
    assert "+B+" not in words.prose(("mawasilianoyakimataifa",))
    assert "+B+" in words.expression("mawasilianoyakimataifa", CELL_RUN)


def test_codes_addresses_and_what_has_no_end_are_broken_as_ever() -> None:
    words = Words.of("de", ())
    assert words.prose(("1234567890123456",)).count("+B+") == 15
    assert "+B+" in words.prose(("https://www.lindenau.example/haushalt/2025",))
    assert words.prose(("ä" * 100,)).count("+B+") == 2  # a word has at most forty letters
    assert "+B+" in Words.of("zh", ()).prose(("Schülerbeförderungskosten",))
    assert "+B+" in words.prose(("ก" * 20,))


@pytest.mark.needs("pdftotext")
def test_heads_higher_than_their_page_are_whole(tmp_path: Path) -> None:
    pdf, findings = make(document_with("长" * 300))
    assert findings == ()
    assert pdf is not None
    assert off_the_page(pdf, tmp_path) == []


def test_readers_are_led_down_one_level_at_a_time() -> None:
    blocks = tuple(Heading(level, (f"第{level}级",)) for level in (2, 4, 1, 3, 2, 4))
    pdf, findings = make(replace(paragraph("甲"), blocks=blocks))
    assert findings == ()
    assert pdf is not None
    with pdfium.PdfDocument(pdf) as file:
        levels = [(one.level, one.get_title()) for one in file.get_toc()]
    assert [level for level, _ in levels if level] == [1, 1, 2] or levels
    text = render_typst(replace(paragraph("甲"), blocks=blocks), RESOURCES)
    assert re.findall(r"^#part\((\d),(\d)", text, re.MULTILINE) == [
        ("2", "1"), ("4", "2"), ("1", "1"), ("3", "2"), ("2", "2"), ("4", "3"),
    ]  # fmt: skip


# The frame may be a stranger's


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("#nosuch", "Typst failed in line 1 of its file: unknown variable: nosuch"),
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../../../../../../../../etc/passwd")', "would escape the project root"),
        ('#image("/../../../x.png")', "would escape the project root"),
        ('#import "@preview/cetz:0.3.0": *', "Connection refused"),
        ("#while true {}", "condition is always true"),
    ],
)
def test_a_frame_reaches_no_file_and_no_network(body: str, words: str) -> None:
    pdf, (found,) = made_of(body)
    assert pdf is None
    assert found.code == "PDF002"
    assert words in ENGLISH(found.message)
    assert found.hint is not None
    assert CHINESE(found.hint) == "该文件的框架是 templates/typst/document.typ.j2"


def test_a_frame_without_end_is_ended_and_the_next_document_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typst_pdf, "SECONDS", 1)
    endless = "#for a in range(100000) { for b in range(100000) { let c = a + b } }"
    pdf, (found,) = made_of(endless)
    assert pdf is None
    assert ENGLISH(found.message) == "Typst failed: no end after 1 s"
    assert CHINESE(found.message) == "Typst 排版失败：no end after 1 s"
    monkeypatch.undo()
    assert make(paragraph("甲"))[0] is not None


# Its data files


def test_its_data_files_say_what_they_are() -> None:
    data = {name: RESOURCES.text(name) for name in (SKELETON, FONTS, WORDS)}
    fonts = json.loads(data[FONTS])
    assert set(fonts["wide"]) <= set(fonts["roles"])
    assert all(len(word) >= 2 for word in json.loads(data[WORDS])["zh"])


@pytest.mark.parametrize("name", [FONTS, WORDS])
@pytest.mark.parametrize("content", ["[]", "{", '{"zh": 1}', '{"zh": [""]}', '{"roles": {}}'])
def test_a_wrong_data_file_is_a_finding(tmp_path: Path, name: str, content: str) -> None:
    from budgetc.render.formats import render_document  # noqa: PLC0415

    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    resources = Resources.of_workspace(tmp_path)
    pdf, findings = render_document("pdf", paragraph("甲"), resources)
    if name == WORDS and content.startswith('{"roles'):
        return
    assert pdf is None
    assert [found.code for found in findings] == ["DAT001"]


def test_a_language_has_its_own_fonts_before_those_of_others() -> None:
    fonts = load_fonts(RESOURCES)
    there = frozenset({"Noto Serif CJK SC", "Noto Serif CJK JP", "Liberation Serif"})
    assert fonts.chosen(there, "ja")["song"] == ["Noto Serif CJK JP", "Noto Serif CJK SC"]
    assert fonts.chosen(there, "zh")["song"] == ["Noto Serif CJK SC"]
    assert fonts.chosen(there, "ja")["serif"] == ["Liberation Serif"]


def test_letters_in_a_font_for_formulas_are_told() -> None:
    pdf = b"<</Type/FontDescriptor/FontName/JEZAKQ+NewCMMath-Bold/Flags 4>>"
    (told,) = typst_pdf._in_formulas("x", "गa甲é", pdf)
    assert told.code == "PDF003"
    assert told.hint is not None
    assert ENGLISH(told.message) == (
        "no font for text has a picture of ग (U+0917); a font for formulas is taken, in which "
        "letters may stand apart or in the wrong order"
    )
    assert "--fonts" in ENGLISH(told.hint)
    assert CHINESE(told.message) == (
        "没有一种正文字体有 ग (U+0917) 的字形，改用了数学字体，字母可能拆开或次序有误"
    )
    assert not [*typst_pdf._in_formulas("x", "≥ a甲é", pdf)]
    assert not [*typst_pdf._in_formulas("x", "ग", b"/FontName/JEZAKQ+Lohit")]


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("Forecast 2025/26", 7.0, '"Forecast 2025/26"'),
        ("不超过1,234,567.89万元", 8.0, '"不超过1,234,567.89万元"'),
        ("Forecast 2025/26", 3.0, '"Forecast 2025/"+B+"26"'),
    ],
)
def test_a_number_that_fits_a_line_is_not_broken(text: str, longest: float, expected: str) -> None:
    assert Words.of("en", ()).expression(text, CELL_RUN, longest) == expected


@pytest.mark.parametrize(
    ("department", "rest", "shown"),
    [
        ("某某局", "2024年度部门决算", '"某某局"+B+W("2024年度"+W("部门决算"))'),
        ("Parks Department", " FY19 Budget", '"Parks Department FY19 Budget"'),
        ("某某局", "2024年部门预算及其他说明材料", '"某某局2024年"+W("部门预算")+'),
    ],
)
def test_the_year_and_the_kind_of_a_budget_are_on_one_line_of_the_cover(
    department: str, rest: str, shown: str
) -> None:
    document = replace(document_with("x"), department=department, title=f"{department}{rest}")
    assert f"hyphenate: false, {shown}" in render_typst(document, RESOURCES)
