"""SRC: sources, waivers and control totals; SRC003, about waivers, is in `rules/waivers.py`."""
