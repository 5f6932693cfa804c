"""Charts of a page: drawn by Vega-Lite after a specification that is data, each bar a link.

Nothing is measured by the fonts of a machine: every text has its place by the specification, so the
same figures are the same bytes everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from budgetc.document.model import Bar, Chart, Shown
from budgetc.files.data import Resources
from budgetc.frozen import NamedTuple
from budgetc.render.html_escape import escape, plain
from budgetc.render.html_marks import Marks
from budgetc.render.widths import letter_width

SPECIFICATION = "templates/html/charts/{shows}.vl.json"

_MOST = 12
"""The bars that a chart has; what is smaller stands in the table below it."""
_PARTS = 5
"""The parts that a ring has; a whole of more is shown as bars."""
_ACROSS, _BESIDE = 420, 204
"""How wide a drawing is, and a label beside a ring, in its units."""
_LONGEST, _SHORTEST, _GAP = 290, 40, 8
"""How long its longest bar is at the most and the least, and the gap before a number, likewise."""
_LETTER, _LEADING = 18, 20
"""How large letters are at the most, for a style sheet keeps those of a small drawing legible, and
how far the lines of a label are apart."""
_LINES = 3
"""The lines that a label has at the most; on one sheet of paper it has one."""
_WORD = re.compile(r"[!-~]+|[^!-~]")
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
    compared = chart.shows is Shown.CHANGE
    title = escape(chart.title)
    then = escape(chart.beside) or say["last_year"]
    names = (say["this_year"], then) if compared else (say["amount"],)
    rows = [_row(bar, title, marks, len(names), say[UNTOLD]) for bar in chart.bars]
    links = [marks.first(bar.figures[0]) for bar in chart.bars]
    yield f'<figure class="chart"><figcaption>{title}</figcaption>\n'
    if chart.has_both_signs:
        yield f"<p>{say['both_signs']}</p>\n"
    else:
        if compared:
            yield (
                f'<p class="key" aria-hidden="true"><span class="now">{say["this_year"]}</span> '
                f'<span class="then">{then}</span></p>\n'
            )
        words = Words(say["more_below"], say[UNTOLD])
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
        rest: that say where smaller bars are, as HTML.
        untold: that stand for an amount of last year which nobody knows.
    """

    rest: str = ""
    untold: str = ""


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
        _datum(number, bar, link, words.untold if shows is Shown.CHANGE else "")
        for number, (bar, link) in enumerate(zip(chart.bars[:most], links, strict=False))
    ]
    lines = 1 if ring else max(len(_lines(str(bar["label"]), high)) for bar in bars)
    for bar in bars:
        label = str(bar["label"])
        told = [_shortened(label, _BESIDE)] if ring else _lines(label, high)
        bar["label"] = "\n".join([_BLANK] * (lines - len(told)) + told)
    if not ring:
        specification["height"]["step"] += _LEADING * (lines - 1)
    largest = max(abs(figure.value) for bar in chart.bars[:most] for figure in bar.figures)
    specification["params"] = [
        {"name": "largest", "value": largest},
        {"name": "longest", "value": _longest(bars)},
        {"name": "more", "value": _LEADING * (lines - 1) / 2},
    ]
    specification["data"] = {"values": bars}
    drawn = _NOWHERE.sub("", _ROLES.sub("", _drawn(json.dumps(specification))))
    drawn = _BASE.sub('href="#', drawn)
    drawn = _LINK.sub(r"\1 \2><path", drawn)  # the link is what has a name
    said = escape("; ".join(str(bar["said"]) for bar in bars))
    if len(chart.bars) > most:
        said += f"; {words.rest}"
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


def _longest(bars: Sequence[Mapping[str, object]]) -> int:
    """Return how long the longest bar is: as much as the widest number beside the bars leaves."""
    widest = max(_wide(str(bar[name])) for bar in bars for name in ("text", "before_text"))
    return max(_SHORTEST, min(_LONGEST, _ACROSS - _GAP - widest))


def _wide(text: str) -> int:
    """Return how wide a text is in any font that a browser may have, in units of a drawing."""
    return -(-sum(map(letter_width, text)) * _LETTER // 20)


def _datum(number: int, bar: Bar, link: int | None, untold: str) -> dict[str, object]:
    now, *before = bar.figures
    told = [{"before": abs(one.value), "before_text": plain(one.text)} for one in before]
    nothing = {"before": 0, "before_text": plain(untold)}  # drawn in changes only
    texts = " / ".join((*(figure.text for figure in bar.figures), *_untold(bar, untold)))
    return {
        "row": number,
        "label": plain(bar.label),
        "value": abs(now.value),
        "text": plain(now.text),
        "said": f"{plain(bar.label)}: {plain(texts)}",
        **(told[0] if told else nothing),
        **({} if link is None else {"link": f"#p{link}"}),
    }


def _untold(bar: Bar, untold: str) -> Iterator[str]:
    """Yield what is said of an amount of last year that is not known, if a bar has none."""
    if untold and len(bar.figures) == 1:
        yield untold


def _lines(label: str, most: int) -> list[str]:
    """Return the lines of a label, the last one shortened where there are more than it may have."""
    lines = [""]
    for word in _WORD.findall(label):
        line = lines[-1]
        stays = word in _CLOSES or line.endswith(tuple(_OPENS))
        if line and not stays and _wide(line + word) > _ACROSS:
            lines.append("")
        lines[-1] += word
    kept = [*lines[: most - 1], "".join(lines[most - 1 :])][: len(lines)]
    return [_shortened(line.rstrip(), _ACROSS) for line in kept]


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
