"""The mutation proof: what a typing mistake in a published budget is found by, if by anything."""
