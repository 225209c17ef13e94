"""The words of delivered pages, as the full-text search keeps them.

What is searched is not in the model: on PostgreSQL the columns `vector` and `title` of this table, on SQLite the
full-text table `cms_documentwords`. Migration 0005 makes them, and `cms.delivery.search` alone writes and reads them.
"""

from django.db import models

from cms.models.page_documents import PageDocument

__all__ = ["DocumentText"]


class DocumentText(models.Model):
    """The text of one page document, for excerpts. It goes with its document, whoever deletes that, and how."""

    # The database's own constraint (or trigger) is made by the migration, because it has to delete by itself.
    document = models.OneToOneField(
        PageDocument,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_text",
        db_constraint=False,
    )
    language = models.CharField(max_length=20)
    text = models.TextField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.text[:60]
