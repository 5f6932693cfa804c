"""The pages of a workspace's own rules, made of what their files say, beside those that ship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from budgetc.diagnostics.kinds import is_local
from budgetc.diagnostics.messages import Bilingual, Message, Translator, msg
from budgetc.files.data import DataFaultError
from budgetc.files.workspace import Workspace
from budgetc.frozen import frozen
from budgetc.local.model import LocalRule, in_both
from budgetc.local.rules import rules_in
from budgetc.rules.pages import Page, load_page


@frozen()
class Pages:
    """The page of every code that a workspace may find.

    Attributes:
        local: those of its own rules, by code.
    """

    local: Mapping[str, Page] = field(default_factory=dict)

    def of(self, code: str) -> Page:
        """Return the page of a code; of a rule whose file is gone, what there is to say of it.

        Raises:
            PageError: there is no such code, its page is missing, or lacks something.
        """
        if (page := self.local.get(code)) is not None:
            return page
        return _gone(code) if is_local(code) else load_page(code)


def pages_of(workspace: Workspace | None) -> Pages:
    """Return the pages of a workspace; of rules whose files are wrong there are none."""
    if workspace is None:
        return Pages()
    try:
        rules = rules_in(workspace.files, workspace.resources()).rules
    except DataFaultError:
        return Pages()
    return Pages({one.said.code: _local_page(one.said) for one in rules})


def _local_page(rule: LocalRule) -> Page:
    """Return the page of a rule of a workspace."""
    title, said = in_both(rule.title), in_both(rule.message)
    source = in_both(rule.source)
    return Page(
        code=rule.code,
        is_rule=True,
        severity=rule.severity,
        title=title,
        why=in_both(rule.why) if rule.why else title,
        formula=Bilingual(rule.holds, rule.holds) if rule.holds is not None else None,
        source=_both(msg("{source}; since {day}", source=source, day=rule.since)),
        example=said,
        fix=in_both(rule.do),
    )


def _gone(code: str) -> Page:
    words = _both(msg("a rule of the workspace; its file is not there, or is wrong"))
    return Page(code=code, is_rule=True, severity="warning", title=words, why=words,
                example=words, fix=words)  # fmt: skip


def _both(said: Message) -> Bilingual:
    return Bilingual(Translator("en")(said), Translator("zh")(said))
