"""A city of another country: its published departments as sources, and its totals recomputed."""
