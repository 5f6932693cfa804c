"""The tutorial works as it stands: every step checks, and the last one builds what it shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.render.typst import render_typst
from tests.cli.run import run
from tests.jurisdiction.tutorial import BOOK, PERIODS, SECTIONS, apply, snippets
from tests.render.docx_file import parts
from tests.support import ROOT, with_change


def test_every_step_of_the_tutorial(tmp_path: Path) -> None:
    steps = 0
    built = ""
    for snippet in snippets():
        if snippet.language == "markdown":
            assert run("build", cwd=tmp_path).code == 0
            built = (tmp_path / snippet.file).read_text(encoding="utf-8")
            assert built == snippet.text
            continue
        apply(snippet, tmp_path)
        if (tmp_path / "templates/xiaohe/document.j2").exists() and snippet.language == "jinja":
            done = run("check", "--strict", cwd=tmp_path)
            assert done.code == 0, (snippet, done)
            steps += 1
    assert steps == 4
    assert "项目支出比上年增加10万元，增长64.5%，原因是新增数字化项目。" in built


def test_the_commands_of_the_tutorial(tmp_path: Path) -> None:
    for snippet in snippets():
        if snippet.language != "markdown":
            apply(snippet, tmp_path)
    assert "xiaohe" in run("jurisdictions", cwd=tmp_path).out
    for part in ("layout.yaml#tables.2", "document.j2#tables"):
        name = f"templates/xiaohe/{part}"
        shown = run("jurisdictions", "show", "xiaohe", cwd=tmp_path).out.split("\n")
        assert name in shown
        assert run("jurisdictions", "override", name, cwd=tmp_path).code == 0
        assert run("jurisdictions", "override", "--renew", name, cwd=tmp_path).code == 0
    done = run("check", "--strict", cwd=tmp_path)
    assert done.code == 0
    assert "LAY" not in done.out


@pytest.mark.parametrize(
    ("part", "built", "words"),
    [
        (SECTIONS, "build/mediatheque/2024.md", "Bibliothèque centrale : 102,50 \\$."),
        (PERIODS, "build/archives/2024-final.md", "完成年初预算的96.40%。"),
    ],
)
def test_a_part_is_built_from_the_page_alone(
    tmp_path: Path, part: str, built: str, words: str
) -> None:
    shown = ""
    for snippet in snippets(part):
        if snippet.language == "markdown":
            shown = snippet.text
        else:
            apply(snippet, tmp_path)
    done = run("check", "--strict", cwd=tmp_path)
    assert done.code == 0, done
    assert "DOC002" not in done.out
    assert run("build", cwd=tmp_path).code == 0
    assert (tmp_path / built).read_text(encoding="utf-8") == shown
    assert words in shown


@pytest.fixture
def ville(tmp_path: Path) -> Path:
    """Return the workspace of a French city, as the page builds it."""
    for snippet in snippets(SECTIONS):
        if snippet.language != "markdown":
            apply(snippet, tmp_path)
    source = tmp_path / "budgets/mediatheque/2024.yaml"
    source.write_text(with_change(source.read_text(encoding="utf-8"), "year: 2024\n",
                      "year: 2024\nissued: 2024-02-08\n"), encoding="utf-8")  # fmt: skip
    return tmp_path


def test_a_french_document_has_french_words_around_it(ville: Path) -> None:
    assert run("build", "-f", "latex", "-f", "docx", cwd=ville).code == 0
    tex = (ville / "build/mediatheque/2024.tex").read_text(encoding="utf-8")
    assert "contentsname={Table des matières}" in tex
    assert "8 février 2024" in tex
    assert "pdflang={fr}" in tex
    assert r"\ifcsname hyphens@fr\endcsname" in tex
    workspace = Workspace.find(ville)
    (source,) = workspace.sources()
    document = compile_source(source, workspace.resources()).document
    assert document is not None
    typst = render_typst(document, workspace.resources())
    for said in ('lang: "fr",', 'outline(title: "Table des matières"', '[#"8 février 2024"]'):
        assert said in typst
    files = parts((ville / "build/mediatheque/2024.docx").read_bytes())
    assert "Table des matières" in files["word/document.xml"].decode()
    assert '<w:lang w:val="fr" w:eastAsia="fr"/>' in files["word/styles.xml"].decode()


LACKING = """contents, inputs, behind, table, hint, name, codes, place, unit, value, figure, font, \
head_font
"""


@pytest.mark.parametrize(
    ("language", "said", "hint"),
    [
        (
            "en",
            "{} cannot be used: it lacks words in the language fr: ",
            "write them in {}: docs/jurisdictions.md, “In another language”\n",
        ),
        (
            "zh",
            "{}无法使用：缺少语言fr的用语：",
            "请写入{}，参见docs/jurisdictions.md“In another language”一节\n",
        ),
    ],
)
def test_a_format_whose_words_are_missing_names_them(
    ville: Path, language: str, said: str, hint: str
) -> None:
    done = run("--lang", language, "build", "-f", "xlsx", cwd=ville)
    assert done.code == 1
    file = "templates/xlsx/words.fr.json"
    assert said.format(file) + LACKING in done.err
    assert hint.format(file) in done.err
    assert not (ville / "build").exists()


def test_its_words_label_a_page(ville: Path) -> None:
    shipped = json.loads((ROOT / "templates/html/words.json").read_text(encoding="utf-8"))["en"]
    words = {**shipped, "contents": "Sommaire"}
    file = ville / "templates/html/words.fr.json"
    file.parent.mkdir()
    file.write_text(json.dumps(words), encoding="utf-8")
    layout = ville / "templates/ville/layout.yaml"
    changed = with_change(layout.read_text(encoding="utf-8"), "language: fr\n", "language: fr-CH\n")
    layout.write_text(changed, encoding="utf-8")
    assert run("build", "-f", "html", cwd=ville).code == 0
    page = (ville / "build/mediatheque/2024.html").read_text(encoding="utf-8")
    assert '<html lang="fr-CH">' in page
    assert "Sommaire" in page
    del words["contents"], words["print"]
    file.write_text(json.dumps(words), encoding="utf-8")
    done = run("build", "-f", "html", cwd=ville)
    assert "it lacks words in the language fr: contents, print\n" in done.out + done.err


@pytest.mark.parametrize(
    ("language", "way_out"),
    [
        (
            "en",
            (
                "no source may have that key here: declare it in "
                "templates/ville/source.schema.json, with another word for it under x-also, if "
                "people have one; or take out of the template what prints it"
            ),
        ),
        (
            "zh",
            (
                "源文件此处不能填该键：请在 templates/ville/source.schema.json 中声明，"
                "另有习惯叫法的写入 x-also；或者从模板中去掉印它的内容"
            ),
        ),
    ],
)
def test_a_key_that_no_source_may_have_is_not_asked_for(
    ville: Path, language: str, way_out: str
) -> None:
    """`add reason: to this entry` was said, and refused when it was typed."""
    template = ville / "templates/ville/document.j2"
    text = template.read_text(encoding="utf-8")
    asked = text + "\n{{ figures.depenses.reasons | join(', ') }}.\n"
    template.write_text(asked, encoding="utf-8")
    done = run("--lang", language, "check", cwd=ville)
    assert done.code == 1
    assert way_out in done.out
    schema = ville / "templates/ville/source.schema.json"
    declared = '"nature": {"x-list"'
    key = '"reason": {"$ref": "#/$defs/reason", "x-also": ["motif"]}, '
    told = with_change(schema.read_text(encoding="utf-8"), declared, key + declared)
    schema.write_text(told, encoding="utf-8")
    assert "add reason: to this entry" in run("--lang", "en", "check", cwd=ville).out
    source = ville / "budgets/mediatheque/2024.yaml"
    typed = source.read_text(encoding="utf-8").replace("vote: 90}", "vote: 90, motif: embauche}")
    source.write_text(typed.replace("vote: 22}", "vote: 22, motif: embauche}"), encoding="utf-8")
    assert run("build", cwd=ville).code == 0
    assert "embauche." in (ville / "build/mediatheque/2024.md").read_text(encoding="utf-8")


def test_a_region_has_words_of_its_own_before_those_of_its_language(ville: Path) -> None:
    layout = ville / "templates/ville/layout.yaml"
    changed = with_change(layout.read_text(encoding="utf-8"), "language: fr\n", "language: fr-CH\n")
    layout.write_text(changed, encoding="utf-8")
    folder = ville / "templates/frame"
    (folder / "words.fr-CH.json").write_text('{"date": "le {day} {month_name} {year}"}', "utf-8")
    assert run("build", "-f", "latex", cwd=ville).code == 0
    document = (ville / "build/mediatheque/2024.tex").read_text(encoding="utf-8")
    assert "le 8 février 2024" in document
    (folder / "words.fr.json").rename(folder / "words.fr-CH.json")  # alone, it has all of them
    assert run("build", "-f", "latex", cwd=ville).code == 0
    (folder / "words.fr-CH.json").write_text('{"contents": "Sommaire"}', "utf-8")
    done = run("build", "-f", "latex", cwd=ville)
    assert (
        "it lacks words in the language fr-CH: date, months, data, facts\n" in done.out + done.err
    )


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (
            "date",
            "le {jour}",
            "date has {jour}, and knows {year}, {month}, {month_name}, {day}",
        ),
        ("months", "janvier, février", "months are not twelve names, a comma between them"),
        ("months", 12, "words are texts, each after its name"),
    ],
)
def test_words_of_a_day_that_cannot_be_used_are_told(
    ville: Path, key: str, text: object, said: str
) -> None:
    file = ville / "templates/frame/words.fr.json"
    words = {**json.loads(file.read_text(encoding="utf-8")), key: text}
    file.write_text(json.dumps(words), encoding="utf-8")
    done = run("build", "-f", "latex", cwd=ville)
    assert done.code == 1
    assert f"cannot be used: {said}\n" in done.out + done.err


def test_a_language_is_a_tag(ville: Path) -> None:
    layout = ville / "templates/ville/layout.yaml"
    changed = with_change(
        layout.read_text(encoding="utf-8"), "language: fr\n", "language: French\n"
    )
    layout.write_text(changed, encoding="utf-8")
    done = run("check", cwd=ville)
    assert done.code != 0
    assert "French" in done.out + done.err


def test_the_book_is_built_from_the_page_alone(tmp_path: Path) -> None:
    shown = {}
    for snippet in (*snippets(SECTIONS), *snippets(BOOK)):
        if snippet.language == "markdown":
            shown[snippet.file] = snippet.text
        else:
            apply(snippet, tmp_path)
    done = run("build", "--region", "--strict", cwd=tmp_path)
    assert done.code == 0, done
    assert "LAY" not in done.out + done.err
    book = (tmp_path / "build/region/2024.md").read_text(encoding="utf-8")
    assert book == shown["build/region/2024.md"]
    assert "| **Total** | **115,00** | **124,50** |" in book
