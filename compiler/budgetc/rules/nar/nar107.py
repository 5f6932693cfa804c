"""NAR107: a text speaks of the level of government that its department is of, and of its place."""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.lists import Found
from budgetc.lists.model import TextLists
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule
from budgetc.rules.texts import Texts, TypedText, matching


@frozen()
class _Body:
    """A department as its name tells whose it is.

    Attributes:
        own: the last level in its name.
        mine: that, and those which stand for it.
    """

    name: str
    own: str
    mine: frozenset[str]
    lint: TextLists

    def fault(self, text: TypedText, found: Found) -> Message | None:
        """Return what is wrong with the level or the place that a text speaks of."""
        if found["place"]:
            return self._of_a_place(text, found)
        is_duty = text.is_of_a_duty()  # who works for others names their levels as well
        above = self.lint.levels_above.get(self.own, frozenset())
        if whole := found["whole"]:
            level, is_right = whole, not is_duty or self.own.endswith(whole) or whole in above
        elif task := found["task"]:
            level, is_right = task, task in self.mine | above
        else:
            level, is_right = found["level"], is_duty or found["level"] in self.mine
        if is_right:
            return None
        return msg(
            "“{excerpt}” speaks of {level}, and {name} is of {own}",
            excerpt=text.around(found),
            level=level,
            name=self.name,
            own=self.own,
        )

    def _of_a_place(self, text: TypedText, found: Found) -> Message | None:
        """Return that a text speaks of another place of the level; of other levels it may."""
        place = found["place"]
        is_of_level = found["of"] in self.mine and not self.lint.no_place.search(place)
        if not is_of_level or place in self.name:
            return None
        return msg(
            "“{excerpt}” speaks of {place}, and {name} is of another place",
            excerpt=text.around(found),
            place=place,
            name=self.name,
        )


@rule("NAR107", looks_at=printed_texts)
def texts_are_of_the_own_level(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    name = context.budget.department.name
    levels = [found.words for found in lint.level_of_a_name.finditer(lint.no_level.blanked(name))]
    own = given(levels or None, msg("the name says no level of government"))[-1]
    mine = next((alike for alike in lint.levels_alike if own in alike), frozenset({own}))
    body = _Body(name, own, mine, lint)
    for text in matching(texts, lint.level_claimed):
        faults = (body.fault(text, found) for found in lint.level_claimed.finditer(text.value))
        if (fault := next(filter(None, faults), None)) is not None:
            hint = msg("it may have been copied from another level or body: correct it")
            yield Violation(text.span(), fault, hint=hint)
