"""Charts of a page: drawn by Vega-Lite after a specification that is data, each bar a link.

Nothing is measured by the fonts of a machine: every text has its place by the specification, so the
same figures are the same bytes everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Any

from budgetc.document.model import Bar, Chart, Shown
from budgetc.files.data import Resources
from budgetc.frozen import NamedTuple
from budgetc.render.breaks import LETTER
from budgetc.render.html_escape import escape, plain
from budgetc.render.html_marks import Marks
from budgetc.render.widths import letter_width

SPECIFICATION = "templates/html/charts/{shows}.vl.json"

_MOST = 12
"""The bars that a chart has; what is smaller stands in the table below it."""
_PARTS = 5
"""The parts that a ring has; a whole of more is shown as bars."""
_ACROSS, _HIGH = 420, 220
"""How wide a drawing is, and how high one of a ring is at the least, in its units."""
_BESIDE, _BESIDE_SMALL = 216, 168
"""Where the labels beside a ring begin; beside a smaller one, there is room for longer words."""
_LONGEST, _SHORTEST, _GAP = 290, 40, 8
"""How long its longest bar is at the most and the least, and the gap before a number, likewise."""
_LETTER, _LEADING = 18, 20
"""How large letters are at the most, for a style sheet keeps those of a small drawing legible, and
how far the lines of a label are apart."""
_LINES = 3
"""The lines that a label has at the most; on one sheet of paper it has one."""
_WORD = re.compile(rf"(?:{LETTER}|[!-~])+|.", re.DOTALL)
_BLANK = "\u00a0"
"""A line above a shorter label; an empty one would be left out, and the label stand too high."""
_OPENS, _CLOSES = "“‘（《【", "”’）》】，。、；：！？ "
"""What no line ends with, and none begins with."""
_BASE = re.compile(r'(?:xlink:)?href="https?://[^"#]*#')
"""How the library writes an address within the page."""
_NOWHERE = re.compile(r'<a xlink:href="https?://[^"#]*"[^>]*>.*?</a>', re.DOTALL)
"""The shape that would be a link, of a bar that leads nowhere."""
_LINK = re.compile(r'(<a [^>]*)><path (aria-label="[^"]*")')
_ROLES = re.compile(r' role="graphics-[a-z]+"| aria-roledescription="[^"]*"')
"""What the library says of groups of shapes, to which it gives no names."""
_SIZE = re.compile(r'<svg [^>]{0,400}?width="([0-9.]{1,20})" height="([0-9.]{1,20})"[^>]{0,400}>')


def chart_html(
    chart: Chart, resources: Resources, marks: Marks, say: Mapping[str, str]
) -> Iterator[str]:
    """Yield a chart with its table: what its bars are, for whoever does not see them.

    Args:
        chart: that has bars.
        resources: the data files.
        marks: makes figures links; it has seen the rest of the page.
        say: the words of the page.
    """
    title, words = escape(chart.title), Words.of(chart, say, say["more_below"])
    compared = [*map(escape, words.heads)]
    names = compared or (say["amount"],)
    rows = [_row(bar, title, marks, len(names), say[UNTOLD]) for bar in chart.bars]
    links = [marks.first(bar.figures[0]) for bar in chart.bars]
    yield f'<figure class="chart"><figcaption>{title}</figcaption>\n'
    if chart.has_both_signs:
        yield f"<p>{say['both_signs']}</p>\n"
    else:
        if compared:
            yield (
                f'<p class="key" aria-hidden="true"><span class="now">{compared[0]}</span> '
                f'<span class="then">{compared[1]}</span></p>\n'
            )
        yield drawing(chart, resources, links, words, _MOST, _LINES)
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield (
        f"<details><summary>{say['figures']}</summary><table>"
        f'<thead><tr><th scope="col">{say["item"]}</th>'
        f"{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></details></figure>\n"
    )


def _row(bar: Bar, title: str, marks: Marks, columns: int, untold: str) -> str:
    cells = [marks.line((figure,), (title, bar.label, "")) for figure in bar.figures]
    cells += [untold] * (columns - len(cells))
    cells = [f'<td class="n">{cell}</td>' for cell in cells]
    return f'<tr><th scope="row">{escape(bar.label)}</th>{"".join(cells)}</tr>'


UNTOLD = "untold"
"""The name of the words for an amount of last year that nobody knows; the script has no use for
them."""


class Words(NamedTuple):
    """The words of a page that a drawing has.

    Attributes:
        rest: that say where smaller bars are.
        untold: that stand for an amount of last year which nobody knows.
        heads: what the two amounts of a bar are called; none where it has but one.
    """

    rest: str = ""
    untold: str = ""
    heads: tuple[str, ...] = ()

    @classmethod
    def of(cls, chart: Chart, say: Mapping[str, str], rest: str) -> Words:
        """Return the words of a chart, of those of its page, which may be HTML."""
        heads = (unescape(say["this_year"]), chart.beside or unescape(say["last_year"]))
        return cls(
            unescape(rest), unescape(say[UNTOLD]), heads if chart.shows is Shown.CHANGE else ()
        )

    def said(self, bar: Bar) -> str:
        """Return what a bar tells, for whoever does not see it."""
        texts = [figure.text for figure in bar.figures]
        if self.heads:
            texts += [self.untold] * (len(self.heads) - len(texts))
            texts = [f"{head} {text}" for head, text in zip(self.heads, texts, strict=True)]
        return f"{plain(bar.label)}: {plain(', '.join(texts))}"


def drawing(
    chart: Chart,
    resources: Resources,
    links: Sequence[int | None],
    words: Words,
    most: int,
    high: int = 1,
) -> str:
    """Return the SVG of a chart with its title and its description.

    Args:
        chart: that has bars, all of one sign; what is below zero is as long as it is much.
        resources: the data files.
        links: of each bar, the place of the page that it leads to, if it leads anywhere.
        words: those of the page that a drawing has.
        most: how many bars are drawn.
        high: how many lines a label may have.
    """
    ring = chart.shows is Shown.SHARE and len(chart.bars) <= min(_PARTS, most)
    shows = Shown.AMOUNT if chart.shows is Shown.SHARE and not ring else chart.shows
    name = SPECIFICATION.format(shows=shows.value)
    # A workspace's own could have the library read files or ask the network.
    specification = resources.parsed_as_shipped(name, json.loads)
    bars = [
        _datum(number, bar, link, words)
        for number, (bar, link) in enumerate(zip(chart.bars[:most], links, strict=False))
    ]
    params = _ring(specification, bars, high) if ring else _rows(specification, bars, high)
    specification["params"] = [{"name": one, "value": value} for one, value in params.items()]
    specification["data"] = {"values": bars}
    drawn = _NOWHERE.sub("", _ROLES.sub("", _drawn(json.dumps(specification))))
    drawn = _BASE.sub('href="#', drawn)
    drawn = _LINK.sub(r"\1 \2><path", drawn)  # the link is what has a name
    said = escape("; ".join(str(bar["said"]) for bar in bars))
    if len(chart.bars) > most:
        said += f"; {escape(words.rest)}"
    own = f"chart-{escape(chart.id)}"
    start = _SIZE.match(drawn)
    if start is None:
        raise ValueError("no drawing begins with its size")
    role = "group" if any(link is not None for link in links) else "img"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {start[1]} {start[2]}" '
        f'role="{role}" aria-labelledby="{own}-title {own}-desc">'
        f'<title id="{own}-title">{escape(chart.title)}</title><desc id="{own}-desc">{said}</desc>'
    )
    return head + drawn[start.end() :] + "\n"


def _rows(
    specification: dict[str, Any], bars: Sequence[dict[str, Any]], high: int
) -> Mapping[str, float]:
    """Lay out rows of bars, each below the lines of its label, and return what the drawing asks."""
    told = [_lines(bar["label"], _ACROSS, high) for bar in bars]
    lines = max(map(len, told))
    for bar, label in zip(bars, told, strict=True):
        bar["label"] = "\n".join([_BLANK] * (lines - len(label)) + label)
    specification["height"]["step"] += _LEADING * (lines - 1)
    largest = max(max(bar["value"], bar["before"]) for bar in bars)
    return {
        "largest": largest,
        "longest": _longest(bars),
        "more": _LEADING * (lines - 1) / 2,
    }


def _ring(
    specification: dict[str, Any], bars: Sequence[dict[str, Any]], high: int
) -> Mapping[str, float]:
    """Lay out the labels beside a ring, and return what the drawing asks.

    A label has several lines where the drawing has room for them, or may be higher; and the ring is
    small where one has a word that is long.
    """
    fits = [lines for lines in range(1, _LINES + 1) if _ring_row(lines) * len(bars) <= _HIGH]
    words = (word for bar in bars for word in _WORD.findall(bar["label"]))
    is_small = max(map(_wide, words), default=0) > _ACROSS - _BESIDE
    beside = _BESIDE_SMALL if is_small else _BESIDE
    told = [_lines(bar["label"], _ACROSS - beside, max(high, *fits, 1)) for bar in bars]
    lines = max(map(len, told))
    for bar, label in zip(bars, told, strict=True):
        bar["label"], bar["lines"] = "\n".join(label), len(label)
    step, reach = min(56, _HIGH / len(bars)), min(24, _HIGH / 2 / len(bars))
    if lines > 1:
        step = max(step, _ring_row(lines))
        reach = step / 2 - 2
    specification["height"] = max(_HIGH, step * len(bars))
    return {"beside": beside, "step": step, "reach": reach}


def _ring_row(lines: int) -> int:
    """Return how high a label of some lines is beside a ring, with its amount and a gap."""
    return _LEADING * (lines + 1) + 6


def _longest(bars: Sequence[Mapping[str, object]]) -> int:
    """Return how long the longest bar is: as much as the widest number beside the bars leaves."""
    widest = max(_wide(str(bar[name])) for bar in bars for name in ("text", "before_text"))
    return max(_SHORTEST, min(_LONGEST, _ACROSS - _GAP - widest))


def _wide(text: str) -> int:
    """Return how wide a text is in any font that a browser may have, in units of a drawing."""
    return -(-sum(map(letter_width, text)) * _LETTER // 20)


def _datum(number: int, bar: Bar, link: int | None, words: Words) -> dict[str, Any]:
    now, *before = bar.figures
    told = [{"before": abs(one.value), "before_text": plain(one.text)} for one in before]
    nothing = {"before": 0, "before_text": plain(words.untold if words.heads else "")}
    return {
        "row": number,
        "label": plain(bar.label),
        "value": abs(now.value),
        "text": plain(now.text),
        "said": words.said(bar),
        **(told[0] if told else nothing),
        **({} if link is None else {"link": f"#p{link}"}),
    }


def _lines(label: str, room: int, most: int) -> list[str]:
    """Return the lines of a label, the last one shortened where there are more than it may have."""
    lines = [""]
    for word in _WORD.findall(label):
        line = lines[-1]
        stays = word in _CLOSES or line.endswith(tuple(_OPENS))
        if line and not stays and _wide(line + word) > room:
            lines.append("")
        lines[-1] += word
    kept = [*lines[: most - 1], "".join(lines[most - 1 :])][: len(lines)]
    return [_shortened(line.strip(), room) for line in kept]


def _shortened(label: str, room: int) -> str:
    """Return a label that is no wider than some units of a drawing."""
    if _wide(label) <= room:
        return label
    while _wide(f"{label}…") > room:
        label = label[:-1]
    return f"{label}…"


@lru_cache(maxsize=64)
def _drawn(specification: str) -> str:
    """Return what the library draws; where one page after another is made, most stays the same."""
    import vl_convert  # noqa: PLC0415  # an extra, and slow to begin

    drawn: str = vl_convert.vegalite_to_svg(specification, vl_version="6.1")
    return drawn
