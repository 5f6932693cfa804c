"""CLS006: a code that the list lacks belongs to a 款 that it has.

of an unlisted 项 with a typed name, the first five digits are a listed 款.
A code without even a listed 类, or without a name, is CLS001's.
Source: the structure of the codes, 3 + 2 + 2 digits.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.cls.local import above, hangs_directly, named_unlisted_codes
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("CLS006")
def codes_have_the_level_above_them(context: RuleContext) -> Findings:
    uses = tuple(named_unlisted_codes(context))
    if not uses:
        yield NotApplicable(msg("all codes are listed"))
    for use in uses:
        if hangs_directly(use):
            continue
        parent = use.codes.get(above(use))
        below = [e for e in use.codes.entries.values() if parent and e.parent == parent.code]
        near = sorted(below, key=lambda e: abs(int(e.code) - int(use.code[:-2])))[:3]
        yield Violation(
            use.span(),
            msg(
                "{code} would be under {missing}, which the list of {year} does not have",
                code=use.code,
                missing=use.code[:-2],
                year=context.catalogue.edition,
            ),
            hint=msg(
                "under {parent} {name} there are {codes}",
                parent=parent.code if parent else "",
                name=parent.name if parent else "",
                codes=", ".join(f"{e.code} {e.name}" for e in sorted(near)),
            ),
        )
