"""NAR012: a text says something."""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.lists.model import TextLists
from budgetc.rules.nar.filler import is_filler
from budgetc.rules.nar.passages import texts_and_names
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import NAMES, Texts, TypedText
from budgetc.source.origin import Origin

_LISTS = ("offices", "subordinate_units", "merged_units")
"""Keys of the department whose lists are of names, and may be empty."""


@rule("NAR012", looks_at=texts_and_names)
def texts_say_something(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    idle = {
        value
        for value in {text.value for text in texts if text.key not in NAMES}
        if is_filler(value, lint)
    }
    for text in texts:
        if (text.value in idle and text.key not in NAMES) or _is_nothing(text, lint):
            yield Violation(
                text.span(),
                msg("“{text}” says nothing", text=text.value.strip()),
                hint=_way_out(text, context.budget.department.origin),
            )


def _way_out(text: TypedText, department: Origin) -> Message:
    where = (*text.origin.path, text.key)
    names = [key for key in _LISTS if key in where]
    if names:
        key = department.written(names[0])
        return msg("write the name; where there is none: {key}: []", key=key)
    return msg("write what a reader is to know, or delete the key")


def _is_nothing(text: TypedText, lint: TextLists) -> bool:
    """Tell whether a word for nothing stands where something is named, or a name is no name."""
    bare = text.value.strip().rstrip("。")
    if text.key in NAMES:
        return bare in lint.nothing or bare in lint.filler
    return text.key in lint.keys_of_something and bare in lint.nothing
