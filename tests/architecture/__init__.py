"""The rooms of the package: who may import whom, and the page that shows it."""
