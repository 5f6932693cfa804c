"""Checks for forges: annotations, code quality, code scanning and test reports.

What is printed here goes where programs read commands, links and markup in it. Whoever wrote a
source may have meant just that, so every form escapes what it quotes in its own way.
"""
