"""The pipeline a user would write instead: load, validate, add up, fill in a template.

It is written to be used, not to lose: one pass for the sums, short templates, no needless copies.
It knows far less than the compiler: no positions, no exact decimals on reading, no codes to check,
no sandbox, one fixed document. Nothing in here comes from the compiler, so that it can serve as a
second opinion on the totals.

`NAIVE` has everything as the libraries' first pages show it. `TUNED` is the same pipeline by
someone who measured: libyaml, and the validator and the templates made once.
"""

from benchmarks.naive.pipeline import NAIVE, TUNED, Pipeline
from benchmarks.naive.sums import InvalidError, Sums

__all__ = ["NAIVE", "TUNED", "InvalidError", "Pipeline", "Sums"]
