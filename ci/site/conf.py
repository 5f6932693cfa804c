"""How Sphinx makes the site; `build.py` puts the pages in place and calls it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search import languages
from sphinx.search.zh import SearchChinese

from budgetc import __version__

project = "budgetc"
author = "the authors of budgetc"
release = __version__
language = "en"
REPOSITORY = "https://github.com/OWNER/budgetc"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon",
              "sphinx.ext.graphviz", "sphinx_copybutton"]  # fmt: skip
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
graphviz_output_format = "svg"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
suppress_warnings = ["misc.highlighting_failure", "myst.header"]

html_theme = "furo"
html_title = "budgetc"
html_show_sourcelink = False
_FONTS = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
html_theme_options = {
    "source_repository": REPOSITORY,
    "source_branch": "main",
    "source_directory": "docs/",
    "light_css_variables": {"font-stack": f"system-ui, {_FONTS}", "font-stack--headings": _FONTS},
}
html_search_language = "zh-and-latin"
html_search_options = {"dict": ""}  # none beside that of jieba, which else is loaded twice


class _ChineseAndLatin(SearchChinese):
    """Cuts what is searched for into words as well, the longest that the index has.

    Who types Chinese puts no blanks between words.
    """

    lang = "zh-and-latin"
    language_name = "English"  # whose stemmer it has: the page looks for it by this name
    js_splitter_code = """
function splitQuery(query) {
  const known = (word) => word in Search._index.terms || word in Search._index.titleterms;
  const words = [];
  for (const run of query.match(/\\p{Script=Han}+|[\\p{Letter}\\p{Number}_]+/gu) ?? []) {
    if (!/\\p{Script=Han}/u.test(run)) { words.push(run); continue; }
    for (let start = 0; start < run.length; ) {
      let end = run.length;
      while (end > start + 1 && !known(run.slice(start, end))) end -= 1;
      if (end > start + 1) words.push(run.slice(start, end));
      start = end;
    }
  }
  return words;
}
"""


languages["zh-and-latin"] = _ChineseAndLatin

_FLOWCHART = re.compile(r"```mermaid\nflowchart TD\n(.*?)```", re.DOTALL)
_A_RULE = re.compile(r"rules/[A-Z]{3}[0-9]{3}")
_OUT_OF_DOCS = re.compile(r"\]\(((?:\.\./)+[^)#\s]*)(#[^)\s]*)?\)")


def _lead_to_the_repository(app: Sphinx, name: str, content: list[str]) -> None:
    """Let a link to a file of the repository that is no page lead to the repository."""
    here = posixpath.dirname(name)

    def led(link: re.Match[str]) -> str:
        if Path(app.srcdir, here, link[1]).exists():
            return link[0]
        path = posixpath.normpath(posixpath.join("docs", here, link[1]))
        kind = "blob" if posixpath.splitext(path)[1] else "tree"
        return f"]({REPOSITORY}/{kind}/main/{path}{link[2] or ''})"

    content[0] = _FLOWCHART.sub(_drawn, _OUT_OF_DOCS.sub(led, content[0]))
    if _A_RULE.fullmatch(
        name
    ):  # two hundred pages, which the index of rules and the search lead to
        content[0] = f"---\norphan: true\n---\n{content[0]}"


def _drawn(flowchart: re.Match[str]) -> str:
    """Return a diagram that a forge draws as one that Graphviz draws: no page asks for a script."""
    arrows = flowchart[1].replace("-->", "->").replace("\n", ";\n")
    look = 'node [shape=box, style=rounded, fontname="sans-serif", fontsize=11, height=0.3]'
    return f"```{{graphviz}}\ndigraph {{ {look};\n{arrows} }}\n```"


def setup(app: Sphinx) -> None:
    """Hook the links in."""
    app.connect("source-read", _lead_to_the_repository)
