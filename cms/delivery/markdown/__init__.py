"""A page's document as Markdown, for readers without a browser: made from its JSON, never from the database."""

from cms.delivery.markdown.document import to_markdown

__all__ = ["to_markdown"]
