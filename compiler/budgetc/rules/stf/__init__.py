"""STF: staff."""
