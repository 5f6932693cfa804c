"""PUB: what must be published."""
