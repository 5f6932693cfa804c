"""A document on one page: figures of the document, declared by a layout, and nothing that runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from budgetc.document.figures import figures_by_id
from budgetc.document.model import Document, Figure, Formula, Line, OnePage, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.evidence import evidence_of
from budgetc.render.formats import render_document
from budgetc.trace.answer import made_of
from tests.cli.run import call
from tests.render.html_page import Page
from tests.support import KORLA, ROOT, TODAY, compile_text

SHIPPED = Workspace.on_disk(ROOT)
XINJIANG = "budgets/korla-etdz-market-supervision/2024.yaml"
SHANGHAI = "budgets/putuo-finance-bureau/2025.yaml"
FINAL = "budgets/putuo-finance-bureau/2024-final.yaml"
BOSTON = "budgets/boston-neighborhood-development/2019.yaml"

# As they were published; the change against last year is what the published amounts make.
NUMBERS = {
    XINJIANG: ["314.66万元", "314.66万元", "增加150.66万元", "277.66万元", "1.87万元"],
    SHANGHAI: ["3,121.42万元", "3,121.42万元", "增加107.62万元", "2,512.11万元", "0.95万元"],
    FINAL: ["2946.26万元", "2940.06万元", "减少56.94万元", "2336.92万元", "0.00万元"],
    BOSTON: ["$14,220,701", "Up $728,058", "$3,607,648", "$83,892,291", "39.3"],
}


@cache
def _compiled(name: str) -> Compilation:
    return compile_source(SHIPPED.named(name), SHIPPED.resources(), TODAY)


def _document(name: str) -> Document:
    document = _compiled(name).document
    assert document is not None
    return document


def _page(document: Document) -> OnePage:
    assert document.one_page is not None
    page, findings = document.one_page()
    assert findings == ()
    assert page is not None
    return page


def _html(document: Document, resources: Resources | None = None) -> str:
    content, findings = render_document("onepage", document, resources or SHIPPED.resources())
    assert findings == ()
    assert content is not None
    return content.decode()


def _figures(page: OnePage) -> list[Figure]:
    lines: list[Line] = [page.title]
    for one in page.numbers:
        lines += (one.label, one.number, one.says)
    found = [part for line in lines for part in line if isinstance(part, Figure)]
    return found + [one for chart in page.charts for bar in chart.bars for one in bar.figures]


@pytest.mark.parametrize("name", NUMBERS)
def test_the_numbers_are_those_that_were_published(name: str) -> None:
    page = _page(_document(name))
    assert ["".join(map(str, one.number)) for one in page.numbers] == NUMBERS[name]
    assert len([chart for chart in page.charts if chart.bars]) == 3
    assert len(page.explained) >= 4


# What the document does not print: changes and shares that follow from what it prints, and amounts
# that were typed but stand in no table of their own.
ONLY_HERE = {
    XINJIANG: {
        "expenditure.change.size", "expenditure.change.growth", "expenditure.prior",
        "class_changes.201.prior", "class_changes.208.prior", "class_changes.210.prior",
    },
    SHANGHAI: {"fiscal.change.growth", "basic.share", "projects.share", "project_list.other"},
    FINAL: set(),
    BOSTON: {"operating.change.size", "operating.change.growth", "personnel.share"},
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_each_figure_is_one_of_the_document(name: str) -> None:
    """By its id, as JSON has it; or made of the very same as a figure that stands in it."""
    document = _document(name)
    data = json.loads(render_document("json", document, SHIPPED.resources())[0] or b"")
    cells = {one for table in data["tables"] for row in table["rows"] for one in row["figures"]}
    known = {made_of(one): one for one in figures_by_id(document).values()}
    page, only_here = _page(document), set()
    for figure in _figures(page):
        same = known.get(made_of(figure))
        if figure.id in data["figures"]:
            assert figure.exact == data["figures"][figure.id]
        elif same is not None:
            assert figure.value == same.value
        else:
            only_here.add(figure.id)
    assert only_here == ONLY_HERE[name]
    assert cells
    shown = re.findall(r'<data value="([^"]*)" data-figure="([^"]*)">(.*?)</data>', _html(document))
    assert [
        (unescape(number), unescape(one), unescape(re.sub("</?small>", "", text)))
        for number, one, text in shown
    ] == [(one.exact, one.id, one.text) for one in _figures(replace(page, charts=()))]


@pytest.mark.parametrize("name", NUMBERS)
def test_what_only_the_page_tells_follows_from_what_was_typed(name: str) -> None:
    for figure in _figures(_page(_document(name))):
        if figure.id in ONLY_HERE[name] and figure.formula is Formula.DIFFERENCE:
            this, last = figure.operands
            assert figure.value == abs(this.value - last.value)
            assert last.value == sum(fact.fen or 0 for fact in last.facts)


@pytest.mark.parametrize("name", NUMBERS)
def test_it_is_one_file_in_which_nothing_runs(name: str) -> None:
    html = _html(_document(name))
    page = Page(html)
    assert "script-src 'none'" in html
    assert [tag for tag, _ in page.tags if tag in {"script", "img", "link", "iframe"}] == []
    assert len(page.scripts) == 1  # the style sheet
    assert not [value for _, told in page.tags for key, value in told.items()
                if key.startswith("on") or key in {"style", "src", "href"}]  # fmt: skip
    assert len(html.encode()) < 40_000
    assert "budgets/" not in html
    assert ".yaml" not in html
    assert html.count("<svg xmlns") == 3
    assert html.count('role="img"') == 3
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert _html(_document(name)) == html


def test_accounts_say_what_else_was_there_to_spend() -> None:
    """More was spent than came in, and nothing on the page said of what."""
    page = _page(_document(FINAL))
    told = {line_text(one.label): line_text(one.says) for one in page.numbers}
    assert told["全年收入"] == (
        "这一年实际收到的钱，其中财政拨款2940.06万元；另有年初结转和结余49.14万元，"
        "收入总计2995.40万元。"
    )


def test_hostile_words_stay_words() -> None:
    text = "</title><script>alert(1)</script><img src=x onerror=alert(2)>&amp;"
    source = KORLA.replace("库尔勒经济技术开发区市场监督管理局", f"局{text}")
    compilation = compile_text(source)
    assert compilation.draft is not None
    hostile = Page(_html(compilation.draft.document))
    plain = Page(_html(_document(XINJIANG)))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert text in "".join(hostile.text)


def test_without_charts_the_numbers_stay() -> None:
    html = _html(replace(_document(XINJIANG), charts=()))
    assert "<svg" not in html
    assert "314.66" in html


def test_a_number_that_comes_to_nothing_is_left_out() -> None:
    name = "budgets/boston-neighborhood-services/2019.yaml"  # it has no money from other sources
    labels = ["".join(map(str, one.label)) for one in _page(_document(name)).numbers]
    assert labels == ["Operating budget", "Against last year", "Personnel", "Full-time posts"]


def test_the_department_s_own_words_explain() -> None:
    own = "glossary:\n  - {term: 基本支出, meaning: 指我局自己的解释}\n"
    compilation = compile_text(f"{KORLA}\n{own}")
    assert compilation.draft is not None
    explained = {one.term: one.meaning for one in _page(compilation.draft.document).explained}
    assert explained["基本支出"] == "指我局自己的解释"


def test_the_page_is_no_print_of_what_was_typed() -> None:
    compilation = compile_text(KORLA)
    assert compilation.document is not None
    before = compilation.findings
    assert _page(compilation.document)
    evidence_of(compilation)
    assert compile_text(KORLA).findings == before


def _workspace(folder: Path, onepage: str) -> Path:
    (folder / "budgets/a").mkdir(parents=True)
    (folder / "budgets/a/2024.yaml").write_text(KORLA, encoding="utf-8")
    overrides = folder / "templates/xinjiang/overrides"
    overrides.mkdir(parents=True)
    (overrides / "onepage.yaml").write_text(onepage, encoding="utf-8")
    return folder


def test_what_is_missing_for_it_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = 'title: 一页\nnumbers:\n  - {label: 电话, number: "{{ source.department.nickname }}"}\n'
    monkeypatch.chdir(_workspace(tmp_path, page))
    ran = call("build", "-f", "onepage")
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert not list(tmp_path.rglob("*.html"))
    assert "Traceback" not in ran.err


def test_a_chart_or_a_word_that_there_is_not_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (
        'title: 一页\nnumbers:\n  - {label: 收入, number: "{{ figures.revenue }}"}\n'
        "drawn: [class]\nexplained: [基本支出类]\n"
    )
    monkeypatch.chdir(_workspace(tmp_path, page))
    ran = call("check")
    assert ran.code == 1
    assert "charts: has no class" in ran.err + ran.out
    assert "glossary: has no 基本支出类" in ran.err + ran.out
    assert "did you mean 基本支出" in ran.err + ran.out


def test_a_jurisdiction_without_such_a_page_says_so() -> None:
    document = replace(_document(XINJIANG), one_page=None)
    content, findings = render_document("onepage", document, SHIPPED.resources())
    assert content is None
    assert [one.code for one in findings] == ["DAT001"]
    assert "onepage" in str(findings[0].message)


def test_a_build_writes_it_beside_the_page_and_compares_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgets/a").mkdir(parents=True)
    (tmp_path / "budgets/a/2024.yaml").write_text(KORLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    formats = ("-f", "html", "-f", "onepage", "--no-summary", "--region")
    assert call("build", *formats).code == 0
    written = sorted(path.relative_to(tmp_path / "build").as_posix()
                     for path in (tmp_path / "build").rglob("*.html"))  # fmt: skip
    assert written == [
        "a/2024.html", "a/2024.onepage.html", "region/2024.html", "region/2024.onepage.html",
    ]  # fmt: skip
    again = call("build", *formats)
    assert "documents up to date: 4" in again.err + again.out
    assert call("build", *formats, "--check").code == 0
    # A page of no source is superfluous; one of a source is not, whatever else is asked for.
    alone = call("build", "-f", "html", "--no-summary", "--check")
    assert (alone.code, "add -f onepage" in alone.err) == (0, True)
    (tmp_path / "build/a/2023.onepage.html").write_text("", encoding="utf-8")
    ran = call("build", *formats, "--check")
    assert "a/2023.onepage.html: of no source" in ran.out
    public = call("build", *formats, "--public")
    assert public.code == 0


def test_a_region_s_page_says_how_many_departments_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"budgets/{name}").mkdir(parents=True)
        (tmp_path / f"budgets/{name}/2024.yaml").write_text(KORLA, encoding="utf-8")
    (tmp_path / "budgets/b/2024.yaml").write_text("department: [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert call("build", "-f", "onepage", "--no-summary", "--region").code == 1
    text = "".join(Page((tmp_path / "build/region/2024.onepage.html").read_text("utf-8")).text)
    assert "这一年1个部门各项收入合计。另有预算未计入。" in text
    assert "314.66" in text


def test_the_page_of_a_city_s_book_says_so_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("boston-neighborhood-services", "boston-parks-and-recreation"):
        source = Path("budgets") / name / "2019.yaml"
        (tmp_path / source).parent.mkdir(parents=True)
        (tmp_path / source).write_bytes((ROOT / source).read_bytes())
    region = "name: City of Boston\nbook: boston/book\nunit: $\n"
    (tmp_path / "budgets/region.yaml").write_text(region, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert call("build", "-f", "onepage", "--no-summary", "--region").code == 0
    text = "".join(Page((tmp_path / "build/region/2019.onepage.html").read_text("utf-8")).text)
    assert "sets aside for 2 departments" in text
    assert "$26,956,417" in text  # 3,408,215 and 23,548,202


def test_a_long_number_and_a_long_title_are_set_smaller() -> None:
    html = _html(_document(next(iter(NUMBERS))))
    assert '<p class="n long">' not in html
    assert "<h1>" in html
    page = _page(_document(next(iter(NUMBERS))))
    figure = replace(_figures(page)[0], text="1036172832.85万元")
    long = replace(page, title=("长" * 40,), numbers=(replace(page.numbers[0], number=(figure,)),))
    html = _html(replace(_document(next(iter(NUMBERS))), one_page=lambda: (long, ())))
    assert '<p class="n long">' in html
    assert '<h1 class="long">' in html
