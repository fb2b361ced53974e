"""How do kinds of files that are not Markdown become it? A module a kind, loaded when a file of its kind is read."""
