"""Charts of a page: the figures of the document, each bar a link to one, the same bytes always."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from budgetc.document.model import Chart, Shown
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.publish.evidence import evidence_of
from budgetc.render import html_charts
from budgetc.render.html import render_html
from tests.cli.run import call
from tests.render.html_page import Page
from tests.render.test_html import BUDGETS, MOST_BYTES, html_of
from tests.support import KORLA, RESOURCES, ROOT, TODAY, compile_text

SHIPPED = Workspace.on_disk(ROOT)


def keys_of(chart: Chart, language: str) -> tuple[str, str]:
    """Return what the two amounts of each bar of a chart are called."""
    this_year, last_year = {"en": ("This year", "Last year"), "zh": ("本年", "上年")}[language]
    return this_year, chart.beside or last_year


@pytest.mark.parametrize("name", BUDGETS)
def test_charts_show_figures_that_the_document_has(name: str) -> None:
    compilation = compile_source(SHIPPED.named(name), SHIPPED.resources(), TODAY)
    assert compilation.document is not None
    charts = [chart for chart in compilation.document.charts if chart.bars]
    assert len(charts) >= 3
    html = html_of(compilation, charts=True)
    page = Page(html)
    drawings = re.findall(r"<svg xmlns.*?</svg>", html, re.DOTALL)
    assert len(drawings) == len(charts)
    assert len(html.encode()) < MOST_BYTES
    places = page.data["places"]
    groups = [page.data["figures"][number][2] for number, *_ in places]
    own = len(places) - sum(len(bar.figures) for chart in charts for bar in chart.bars)
    led = 0
    for chart, drawing in zip(charts, drawings, strict=True):
        assert f">{chart.title}</title><desc" in drawing
        links = re.findall(r'<a href="#p(\d+)" aria-label="([^"]*)"', drawing)
        assert len(links) == min(12, len(chart.bars))
        keys = keys_of(chart, compilation.document.language)
        for bar, (place, said) in zip(chart.bars, links, strict=False):
            texts = [figure.text for figure in bar.figures]
            if chart.shows is Shown.CHANGE:
                texts = [f"{key} {text}" for key, text in zip(keys, texts, strict=True)]
            shown = ", ".join(texts)
            assert said.replace("&amp;", "&") == f"{bar.label}: {shown}"
            # The place that it leads to shows a figure that was made of the same.
            assert int(place) < len(places)
            led += int(place) < own
            told = [number for number, one in enumerate(places)
                    if groups[number] == groups[int(place)] and number >= own]  # fmt: skip
            assert told
        assert [bar.figures[0].value for bar in chart.bars] == sorted(
            (bar.figures[0].value for bar in chart.bars), reverse=True
        )
        assert {len(bar.figures) for bar in chart.bars} == {1 + (chart.shows is Shown.CHANGE)}
    assert led > 3
    assert groups


def test_the_lengths_of_bars_are_those_of_their_figures() -> None:
    compilation = compile_text(KORLA)
    assert compilation.document is not None
    (chart,) = (one for one in compilation.document.charts if one.id == "classes")
    html = html_of(compilation, charts=True)
    drawing = html[html.index('aria-labelledby="chart-classes') :]
    lengths = [float(one) for one in re.findall(r'd="M0,[0-9.]+h([0-9.]+)v12', drawing)]
    values = [bar.figures[0].value for bar in chart.bars]
    for length, value in zip(lengths[: len(values)], values, strict=True):
        assert length == pytest.approx(290 * value / values[0], abs=0.01)


@pytest.mark.parametrize("page", ["html", "onepage"])
def test_each_look_of_a_page_has_every_colour_of_the_charts(page: str) -> None:
    """A colour that a look does not name is no colour at all: the ring was white on white."""
    style = (ROOT / "templates" / page / "style.css").read_text("utf-8")
    charts = (ROOT / "templates/html/charts").glob("*.vl.json")
    drawn = "".join(one.read_text("utf-8") for one in charts)
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", drawn))
    looks = [
        set(re.findall(r"(--[a-z0-9-]+):", block))
        for block in re.findall(r":root[^{}]*\{([^}]*)\}", style)
    ]
    assert len(looks) >= 3
    for look in looks:
        assert used - look == set()


def test_charts_hold_no_style_no_script_and_no_address() -> None:
    page = html_of(compile_text(KORLA), charts=True)
    for drawing in re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL):
        assert not re.search(
            r"<style|<script|style=|url\(|xlink|http(?!://www.w3.org/2000)", drawing
        )


def test_a_hostile_name_stays_text_in_a_chart() -> None:
    text = '</svg><script>alert(1)</script>&"'
    html = html_of(
        compile_text(KORLA.replace("特种设备隐患排查", text.replace('"', ""))), charts=True
    )
    plain = html_of(compile_text(KORLA), charts=True)
    assert [tag for tag, _ in Page(html).tags] == [tag for tag, _ in Page(plain).tags]


def test_a_chart_is_no_print_of_what_was_typed() -> None:
    """What no table and no sentence reads is reported, whatever the charts show."""
    compilation = compile_text(KORLA)
    assert compilation.document is not None
    before = compilation.findings
    assert [*compilation.document.charts]
    assert compile_text(KORLA).findings == before


def test_a_workspace_draws_no_chart_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "templates/html/charts"
    folder.mkdir(parents=True)
    (folder / "amount.vl.json").write_text('{"data": {"url": "file:///etc/passwd"}}')
    compilation = compile_text(KORLA)
    assert compilation.document is not None
    evidence = evidence_of(compilation, charts=True)
    with pytest.raises(DataFaultError):
        "".join(render_html(compilation.document, Resources.of_workspace(tmp_path), evidence))


def test_the_same_figures_are_the_same_bytes() -> None:
    assert html_of(compile_text(KORLA), charts=True) == html_of(compile_text(KORLA), charts=True)


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgets/a").mkdir(parents=True)
    (tmp_path / "budgets/a/2024.yaml").write_text(KORLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.setattr("budgetc.render.look.find_spec", lambda _: None)
    ran = call("build", "-f", "html")
    assert ran.code == 2
    assert "pip install 'budgetc[charts]'" in ran.err
    assert "--no-summary" in ran.err
    assert call("build", "-f", "html", "--no-summary").code == 0
    assert "<figure" not in (tmp_path / "build/a/2024.html").read_text(encoding="utf-8")
    assert call("build").code == 0


@pytest.mark.parametrize("amount", ["1", "1036172832.85"])
def test_no_bar_reaches_the_number_beside_it(amount: str) -> None:
    compiled = compile_text(KORLA)
    assert compiled.document is not None
    shown = next(c for c in compiled.document.charts if c.bars and c.shows is Shown.AMOUNT)
    (first, *_) = shown.bars
    figure = replace(first.figures[0], text=f"{amount}万元")
    chart = replace(shown, bars=(replace(first, figures=(figure,)),))
    drawn = html_charts.drawing(chart, RESOURCES, [None], html_charts.Words(), 6)
    ends = [float(end) for end in re.findall(r'd="M0,[0-9.]+h([0-9.]+)v', drawn)]
    bars = [end for end in ends if end < 420]  # the link is as wide as the drawing
    assert bars
    assert max(bars) <= 420 - 30 - 10 * len(amount)


LONG = (
    "全区家庭医生签约服务与“互联网+护理服务”一体化信息平台国产化替代改造及等级保护三级测评项目（第2批）",
    "“十四五”区域医疗中心（北部院区）迁建工程一期土建及安装工程款",
    "Grants and contributions to schools, museums and the maintenance of monuments",
    "W" * 90,
)


@pytest.mark.parametrize("label", LONG)
def test_a_label_goes_over_some_lines_and_is_cut_where_a_reader_sees_it(label: str) -> None:
    *lines, other = _labels(label, "甲")
    assert other == "甲"
    assert len(lines) <= 2
    whole = "".join(lines).replace(" ", "") == label.replace(" ", "")
    assert whole or lines[-1].endswith("…")
    assert lines[-1][0] not in "，。）”"
    for line in lines:
        ideographs = sum(letter > "\u2000" for letter in line)
        assert 18 * ideographs + 9 * (len(line) - ideographs) <= 420


def test_short_labels_have_a_line_each() -> None:
    assert _labels("一般公共服务支出", "乙") == ["一般公共服务支出", "乙"]


def _labels(*labels: str) -> list[str]:
    compiled = compile_text(KORLA)
    assert compiled.document is not None
    shown = next(c for c in compiled.document.charts if c.bars and c.shows is Shown.AMOUNT)
    bars = tuple(replace(shown.bars[0], label=label) for label in labels)
    words, drawn_bars = html_charts.Words(), replace(shown, bars=bars)
    drawn = html_charts.drawing(drawn_bars, RESOURCES, [None] * 2, words, 6, 2)
    return _texts(drawn, 0)


def _texts(drawn: str, layer: int) -> list[str]:
    (block,) = re.findall(rf'<g class="[^"]*layer_{layer}_marks".*?</g>', drawn, re.DOTALL)
    told = [unescape(text) for text in re.findall(r"<(?:text|tspan)[^>]*>([^<]*)</", block)]
    return [text for text in told if text.strip()]


def _ring(*labels: str, high: int = 1) -> str:
    compiled = compile_text(KORLA)
    assert compiled.document is not None
    shown = next(c for c in compiled.document.charts if c.bars and c.shows is Shown.SHARE)
    chart = replace(shown, bars=tuple(replace(shown.bars[0], label=label) for label in labels))
    return html_charts.drawing(chart, RESOURCES, [None] * len(labels), html_charts.Words(), 5, high)


def test_a_label_beside_a_ring_has_lines_where_there_is_room() -> None:
    """No word of letters is broken, and the ring is smaller beside a long one."""
    drawn = _ring("Personnel services", "Everything else")
    assert _texts(drawn, 2) == ["Personnel", "services", "Everything else"]
    assert 'viewBox="0 0 420 220"' in drawn
    drawn = _ring("Personalaufwendungen und Versorgung", "Übrige Aufwände für Gebäude")
    assert _texts(drawn, 2) == [
        "Personalaufwendungen", "und Versorgung", "Übrige Aufwände für", "Gebäude"
    ]  # fmt: skip
    assert 'viewBox="0 0 420 220"' in drawn


def test_a_ring_of_many_parts_is_higher_where_it_may_be() -> None:
    five = ("Personnel services of schools",) * 5
    cut = _ring(*five)
    assert _texts(cut, 2) == ["Personnel servi…"] * 5
    assert 'viewBox="0 0 420 220"' in cut
    whole = _ring(*five, high=3)
    assert _texts(whole, 2) == ["Personnel", "services of", "schools"] * 5 or (
        _texts(whole, 2) == ["Personnel", "services of schools"] * 5
    )
    assert 'viewBox="0 0 420 220"' not in whole


def test_whoever_does_not_see_a_chart_is_told_which_year_is_which() -> None:
    """Words of a page come escaped, and are no more escaped than once."""
    compiled = compile_text(KORLA)
    assert compiled.document is not None
    shown = next(c for c in compiled.document.charts if c.bars and c.shows is Shown.CHANGE)
    (figure, *_) = shown.bars[0].figures
    bar = replace(shown.bars[0], label="Écoles", figures=(replace(figure, text="5"),))
    say = {"this_year": "l&#x27;année", "last_year": "Avant", "untold": "n&#x27;est pas connu"}
    words = html_charts.Words.of(replace(shown, beside="", bars=(bar,)), say, "")
    assert words.said(bar) == "Écoles: l'année 5, Avant n'est pas connu"
