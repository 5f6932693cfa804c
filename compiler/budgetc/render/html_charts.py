"""Charts of a page: drawn by Vega-Lite after a specification that is data, each bar a link.

Nothing is measured by the fonts of a machine: every text has its place by the specification, so the
same figures are the same bytes everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from budgetc.diagnostics.characters import columns
from budgetc.document.model import Bar, Chart, Shown
from budgetc.files.data import Resources
from budgetc.render.html_escape import escape, plain
from budgetc.render.html_marks import Marks

SPECIFICATION = "templates/html/charts/{shows}.vl.json"

_MOST = 12
"""The bars that a chart has; what is smaller stands in the table below it."""
_LABEL = 56
"""The columns of a label, of which a Chinese character takes two; the drawing is as wide."""
_BASE = re.compile(r'(?:xlink:)?href="https?://[^"#]*#')
"""How the library writes an address within the page."""
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
    rows = [_row(bar, title, marks) for bar in chart.bars]
    links = [marks.first(bar.figures[0]) for bar in chart.bars]
    yield f'<figure class="chart"><figcaption>{title}</figcaption>\n'
    if compared:
        yield (
            f'<p class="key" aria-hidden="true"><span class="now">{say["this_year"]}</span> '
            f'<span class="then">{say["last_year"]}</span></p>\n'
        )
    yield _drawing(chart, resources, links, say)
    names = (say["this_year"], say["last_year"]) if compared else (say["amount"],)
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield (
        f"<details><summary>{say['figures']}</summary><table>"
        f'<thead><tr><th scope="col">{say["item"]}</th>'
        f"{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></details></figure>\n"
    )


def _row(bar: Bar, title: str, marks: Marks) -> str:
    cells = (
        f'<td class="n">{marks.line((figure,), (title, bar.label, ""))}</td>'
        for figure in bar.figures
    )
    return f'<tr><th scope="row">{escape(bar.label)}</th>{"".join(cells)}</tr>'


def _drawing(
    chart: Chart, resources: Resources, links: Sequence[int | None], say: Mapping[str, str]
) -> str:
    """Return the SVG of a chart with its title and its description."""
    name = SPECIFICATION.format(shows=chart.shows.value)
    # A workspace's own could have the library read files or ask the network.
    specification = resources.parsed_as_shipped(name, json.loads)
    bars = [
        _datum(number, bar, link)
        for number, (bar, link) in enumerate(zip(chart.bars[:_MOST], links, strict=False))
    ]
    largest = max(figure.value for bar in chart.bars[:_MOST] for figure in bar.figures)
    specification["params"] = [{"name": "largest", "value": largest}]
    specification["data"] = {"values": bars}
    drawn = _BASE.sub('href="#', _ROLES.sub("", _drawn(specification)))
    drawn = _LINK.sub(r"\1 \2><path", drawn)  # the link is what has a name
    said = escape("; ".join(str(bar["said"]) for bar in bars))
    if len(chart.bars) > _MOST:
        said += f"; {say['more_below']}"
    own = f"chart-{escape(chart.id)}"
    start = _SIZE.match(drawn)
    if start is None:
        raise ValueError("no drawing begins with its size")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {start[1]} {start[2]}" role="group" '
        f'aria-labelledby="{own}-title {own}-desc"><title id="{own}-title">{escape(chart.title)}'
        f'</title><desc id="{own}-desc">{said}</desc>'
    )
    return head + drawn[start.end() :] + "\n"


def _datum(number: int, bar: Bar, link: int | None) -> Mapping[str, object]:
    now, *before = bar.figures
    texts = " / ".join(figure.text for figure in bar.figures)
    return {
        "row": number,
        "label": _shortened(plain(bar.label)),
        "value": now.value,
        "text": plain(now.text),
        "said": f"{plain(bar.label)}: {plain(texts)}",
        **({"before": before[0].value, "before_text": plain(before[0].text)} if before else {}),
        **({} if link is None else {"link": f"#p{link}"}),
    }


def _shortened(label: str) -> str:
    """Return a label that fits the width of a drawing."""
    if columns(label) <= _LABEL:
        return label
    while columns(label) > _LABEL - 1:
        label = label[:-1]
    return f"{label}…"


def _drawn(specification: dict[str, object]) -> str:
    import vl_convert  # noqa: PLC0415  # an extra, and slow to begin

    drawn: str = vl_convert.vegalite_to_svg(specification, vl_version="6.1")
    return drawn
