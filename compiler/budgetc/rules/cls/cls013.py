"""CLS013: a code that only this place uses is declared, with a reason."""

from __future__ import annotations

from collections import defaultdict

from budgetc.budget.codes import Use
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.cls.codes import typed_codes
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS013")
def local_codes_are_declared(context: RuleContext) -> Findings:
    all_uses = context.look(typed_codes)
    # Where a level is left out above a code, CLS006 says so.
    uses = [u for u in all_uses if u.is_local() and u.codes.above(u.code) == u.code[:-2]]
    declared = context.budget.local_codes
    some(uses or declared, msg("all codes are listed"))
    reasons = {local.code for local in declared}
    by_code: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_code[use.code].append(use)
    for code, (first, *others) in by_code.items():
        if code not in reasons:
            yield Violation(
                first.span(),
                msg(
                    "{code} {name} is not in the list of {year}, and nothing says why it is used",
                    code=code,
                    name=first.name or "",
                    year=context.catalogue.edition,
                ),
                related=[Related(use.span(), msg("it is used here too")) for use in others],
                hint=msg("use a listed code; or {declare}", declare=first.declaration()),
            )
    used = {use.code for use in all_uses}
    lists = (context.catalogue.function, context.catalogue.economic)
    for local in declared:
        listed = next((entry for codes in lists if (entry := codes.get(local.code))), None)
        if listed is not None:
            yield Violation(
                local.origin.span("code"),
                msg(
                    "{code} is no local code: the list of {year} calls it {name}",
                    code=local.code,
                    year=context.catalogue.edition,
                    name=listed.name,
                ),
                hint=msg("delete it here"),
            )
        elif local.code not in used:
            yield Violation(
                local.origin.span("code"),
                msg("no line uses the local code {code}", code=local.code),
                hint=msg("delete it here, or correct the code"),
            )
