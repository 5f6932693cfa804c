"""The page around a document: data under `templates/preview`, as it ships, in one language."""

from __future__ import annotations

from budgetc.files.data import Resources
from budgetc.render.html_escape import escape, script_json
from budgetc.render.html_prelude import LANGUAGES
from budgetc.render.words import words_of
from budgetc.templating.skeletons import render_skeleton

SCRIPT = "script.js"
STYLE = "style.css"
_FRAME = "templates/preview/page.html.j2"
_WORDS = "templates/preview/words.json"


def page(resources: Resources, language: str) -> tuple[str, str, str]:
    """Return the page, its style sheet and its script.

    Args:
        resources: that ship: what a workspace would put in their place is not looked at, for a
            stranger may have made it, and the page sees all sources.
        language: `zh` or `en`.
    """
    words = words_of(resources, _WORDS, language)
    values = {
        "tag": LANGUAGES.get(language, language),
        "words": script_json(dict(words)),
        **{f"say_{name}": escape(text) for name, text in words.items()},
    }
    frame = render_skeleton(resources, _FRAME, values)
    style = resources.text(f"templates/preview/{STYLE}")
    return frame, style, resources.text(f"templates/preview/{SCRIPT}")
