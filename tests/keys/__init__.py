"""Keys that are typed in Chinese, through every room that reads or writes a source."""
