"""Checks for others: annotations, code quality, code scanning, test reports, and letters.

What is printed here goes where programs read commands, links and markup in it. Whoever wrote a
source may have meant just that, so every form escapes what it quotes in its own way.
"""
