"""CLS006: a code that the list lacks belongs to a 款 that it has."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.cls.codes import typed_codes
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS006")
def codes_have_the_level_above_them(context: RuleContext) -> Findings:
    uses = [use for use in context.look(typed_codes) if use.is_local()]
    for use in some(uses, msg("all codes are listed")):
        parent, missing = use.codes.entries[use.codes.above(use.code)], use.code[:-2]
        if parent.code == missing:
            continue
        below = use.codes.below(parent.code)
        near = sorted(below, key=lambda e: abs(int(e.code) - int(missing)))[:3]
        yield Violation(
            use.span(),
            msg(
                "{code} would be under {missing}, which the list of {year} does not have",
                code=use.code,
                missing=missing,
                year=context.catalogue.edition,
            ),
            hint=msg(
                "under {parent} {name} there are {codes}",
                parent=parent.code,
                name=parent.name,
                codes=enumerated(f"{e.code} {e.name}" for e in sorted(near)),
            ),
        )
