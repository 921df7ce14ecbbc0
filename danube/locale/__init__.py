"""The words of the site in other languages: one template, one catalogue per language."""
