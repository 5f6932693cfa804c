"""Findings and sources whose words were chosen to do harm where a report is read."""

from __future__ import annotations

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.reports.baseline import Baselined
from budgetc.reports.checked import Checked
from tests.support import KORLA, with_change

WORDS = [
    "局\n::error file=/etc/passwd::x",
    "局\r::set-output name=a::b",
    "局\u2028::add-mask::局",
    "局%0A::stop-commands::x",
    "::add-mask::2024",
    "##[add-mask]2024",
    "a,line=1,file=evil::x",
    "局\x1b[2J\x1b]0;x\x07\u202e",
    "]]></failure><script>alert(1)</script>&lt;&#0;",
    "\x00\x08\x0b\ufffe\ud800",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <img src=x>",
    "@everyone closes #1 {0} {{1}} %s",
    '"\\" \' ; $(id) `id`',
]
"""What a stranger may have typed, or called a file."""


def hostile_findings() -> list[Diagnostic]:
    """Return a finding for each text, which is its message, hint, reason, file and neighbour."""
    return [
        Diagnostic(
            code,
            finding(code, msg("{x}", x=text), Span.point("x")).severity,
            msg("{x} says", x=text),
            Span(f"budgets/{text}/2024.yaml", number + 1, 3, number + 1, 5),
            related=(Related(Span.point(f"{text}.yaml"), msg("{x}", x=text)),),
            hint=msg("hint {x}", x=text),
            waived=msg("because {x}", x=text) if number % 3 == 0 else None,
        )
        for number, text in enumerate(WORDS)
        for code in ("BAL001", "XTB010", "PER015")
    ]


def hostile_check() -> Checked:
    """Return a check that found them; every second is known, and one is gone."""
    findings = hostile_findings()
    gone = tuple(("BAL001\n::x", f"budgets/{text}", text) for text in WORDS)
    baselined = Baselined(
        tuple(findings[::2]), tuple(f for f in findings[1::2] if not f.waived), gone
    )
    return Checked(baselined, (), folder="sub folder/", has_baseline=True)


def hostile_source(text: str) -> str:
    """Return a source that is wrong, and whose findings quote a text."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    name = with_change(KORLA, "            name: 检查任务按时完成率\n",
                       f'            name: "{quoted}"\n')  # fmt: skip
    return with_change(name, "amount: 314.66", "amount: 314.65")
