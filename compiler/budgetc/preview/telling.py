"""What a preview tells its page, as plain values in the language of whoever looks."""

from __future__ import annotations

from budgetc.diagnostics import Counts
from budgetc.diagnostics.data import finding_list
from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Source
from budgetc.preview.changes import Changes
from budgetc.preview.session import Seen, State


def told(state: State, say: Translator) -> dict[str, object]:
    """Return what is to be shown; every text in it is text, and no markup."""
    chosen, shown = state.chosen, state.shown
    seen = state.seen.get(chosen.name) if chosen else None
    findings, lines = (seen.checked.findings, seen.checked.lines) if seen else ((), {})
    return {
        "version": state.version,
        "sources": [_source(one, state.seen.get(one.name)) for one in state.sources],
        "chosen": chosen.name if chosen else None,
        "findings": finding_list(findings, say),
        "lines": [[file, line, text] for (file, line), text in lines.items()],
        "others": finding_list(state.others, say),
        "document": shown.version if shown else None,
        "is_old": shown.is_old if shown else False,
        "changes": _changes(shown.changes, say) if shown and not shown.is_old else None,
        "milliseconds": shown.milliseconds if shown else None,
    }


def _source(source: Source, seen: Seen | None) -> dict[str, object]:
    counts = seen.counts if seen else Counts()
    return {
        "name": source.name,
        "folder": source.department,
        "year": source.stem,
        "budget": seen.checked.budget if seen else "",
        "is_seen": seen is not None,
        "errors": counts.errors + counts.gaps,
        "warnings": counts.warnings,
        "notes": counts.notes,
    }


def _changes(found: Changes, say: Translator) -> dict[str, object]:
    return {
        "figures": [
            {"id": one.id, "before": one.before, "after": one.after, "where": say(one.where)}
            for one in found.figures
        ],
        "texts": list(found.texts),
    }
