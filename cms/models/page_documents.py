"""Page documents: the finished JSON of live, public pages, ready to send, and what it was built from.

A row has two kinds of columns. The index columns are written with the change itself; lists, paths, counts and facets
select on nothing else. The rendered bytes are lazy: a change to anything they were built from marks them stale, and
whoever asks first builds them again.
"""

import hashlib
from datetime import UTC, datetime

from django.db import models
from wagtail.models import Page, Site

from cms.models.people import Person
from cms.models.references import Reference
from cms.models.topics import Topic

__all__ = [
    "UNDATED",
    "Dependency",
    "DocumentAuthor",
    "DocumentReference",
    "DocumentTopic",
    "PageDocument",
    "PastPath",
    "path_key",
]

UNDATED = datetime(1, 1, 1, tzinfo=UTC)
"""The place in lists of a page without a date: it counts as the oldest."""


def path_key(path: str) -> str:
    """What a path is found by: paths can be longer than what an index takes."""
    return hashlib.sha256(path.encode()).hexdigest()


class PageDocument(models.Model):
    """The document and the card of one page on one site. There is a row exactly while the page is live and public."""

    # Index columns: right at every moment
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    path = models.TextField()
    path_key = models.CharField(max_length=64)
    locale = models.CharField(max_length=100)
    type = models.CharField(max_length=100)
    title = models.CharField(max_length=255)
    published_order = models.DateTimeField(default=UNDATED)
    updated_order = models.DateTimeField(default=UNDATED)
    last_reviewed = models.DateField(null=True)
    study_design = models.CharField(max_length=40, blank=True)
    in_menus = models.BooleanField(default=False)
    no_index = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True)

    # Rendered bytes: right unless they are stale, past their time, or of another version of the site
    stale = models.BooleanField(default=True)
    valid_until = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    card_stale = models.BooleanField(default=True)
    card_valid_until = models.DateTimeField(null=True)
    card_fingerprint = models.CharField(max_length=64, blank=True)
    etag = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True)
    card = models.BinaryField(null=True)
    document = models.BinaryField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "page"], name="cms_pagedocument_page_per_site"),
        ]
        indexes = [
            models.Index(fields=["site", "path_key"], name="cms_pagedocument_path"),
            models.Index(fields=["site", "published_order", "page"], name="cms_pagedocument_published"),
            models.Index(fields=["site", "updated_order", "page"], name="cms_pagedocument_updated"),
            models.Index(fields=["site", "title", "page"], name="cms_pagedocument_title"),
            models.Index(
                fields=["site", "page"], name="cms_pagedocument_menus", condition=models.Q(in_menus=True)
            ),
            models.Index(
                fields=["site", "id"], name="cms_pagedocument_stale", condition=models.Q(stale=True)
            ),
            models.Index(
                fields=["expires_at"],
                name="cms_pagedocument_expires",
                condition=models.Q(expires_at__isnull=False),
            ),
            models.Index(
                fields=["valid_until"],
                name="cms_pagedocument_valid",
                condition=models.Q(valid_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Dependency(models.Model):
    """“This document was built from that object”, or would be if there were such an object."""

    document = models.ForeignKey(PageDocument, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="cms_dependency_once"),
        ]

    def __str__(self) -> str:
        return self.key


class DocumentTopic(models.Model):
    """A page's topic, for filters and facets."""

    document = models.ForeignKey(
        PageDocument, on_delete=models.CASCADE, related_name="topics", db_index=False
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "topic"], name="cms_documenttopic_once")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.topic_id}"


class DocumentAuthor(models.Model):
    """A page's author, for filters."""

    document = models.ForeignKey(
        PageDocument, on_delete=models.CASCADE, related_name="authors", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="cms_documentauthor_once")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.person_id}"


class DocumentReference(models.Model):
    """A reference that a page cites, lists or summarises."""

    document = models.ForeignKey(
        PageDocument, on_delete=models.CASCADE, related_name="references", db_index=False
    )
    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "reference"], name="cms_documentreference_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.reference_id}"


class PastPath(models.Model):
    """A path at which there was a public page: asked for again, it is gone rather than unknown."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    path_key = models.CharField(max_length=64)
    page_id = models.BigIntegerField()
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "path_key"], name="cms_pastpath_once")]

    def __str__(self) -> str:
        return self.path_key
