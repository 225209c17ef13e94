"""How long a long page takes to open and to save in the editor, with our panels and without them."""

NAME, PASSWORD = "editor", "a long password"
"""Whoever edits."""
