"""The order of changes: one row that every change takes first, and the feed that tells frontends what became of pages.

Because the row is held until the change commits, numbers follow each other in the order of commits, without gaps.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Site

__all__ = ["Change", "ChangeSequence", "ChangedKey", "ChangesContent", "SiteFeed", "one_change"]


TAKE = "UPDATE cms_changesequence SET value = value + 1, second = %s WHERE id = 1 RETURNING value"


class ChangeSequence(models.Model):
    """The one row. Its value is the number of the newest change."""

    value = models.BigIntegerField(default=0)
    second = models.BigIntegerField(
        default=0, help_text="When the newest change began, in seconds since 1970."
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def take(cls) -> int:
        """Wait for all other changes to end, and return the number of this one. Only inside a transaction."""
        now = int(timezone.now().timestamp())
        with connection.cursor() as cursor:
            for _ in range(2):
                cursor.execute(TAKE, [now])
                row = cursor.fetchone()
                if row is not None:
                    return int(row[0])
                cls.objects.get_or_create(pk=1)
        raise cls.DoesNotExist("The row of the change sequence can not be made.")

    @classmethod
    def hold(cls) -> None:
        """Wait for all other changes to end, and let none begin before this transaction has."""
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cms_changesequence SET value = value WHERE id = 1")

    @classmethod
    def current(cls) -> int:
        """The number of the newest change that has ended."""
        return cls.objects.values_list("value", flat=True).first() or 0


class ChangedKey(models.Model):
    """When an object last changed: a build that began before that is not stored."""

    key = models.CharField(max_length=200, primary_key=True)
    sequence = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.key


class SiteFeed(models.Model):
    """Where a site's change feed stands."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sequence = models.BigIntegerField(default=0)
    pruned = models.BigIntegerField(default=0, help_text="The newest change that is not kept any more.")
    changed_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.site_id}: {self.sequence}"


class Change(models.Model):
    """An entry of a site's change feed: a document that is new or different, or gone."""

    class Kind(models.TextChoices):
        """What became of the document."""

        UPSERT = "upsert"
        DELETE = "delete"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_index=False)
    sequence = models.BigIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    page_id = models.BigIntegerField()
    type = models.CharField(max_length=100)
    path = models.TextField()
    etag = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "sequence"], name="cms_change_sequence")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind} {self.path}"


@contextmanager
def one_change() -> Iterator[None]:
    """A change that is committed together with what follows from it; it waits for its turn before it locks anything."""
    with transaction.atomic():
        ChangeSequence.take()
        yield


class ChangesContent(models.Model):
    """A model whose objects stand in documents: what it changes and what follows are committed together.

    Without a transaction around it, Django sends `post_save` after the change can already be seen.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with one_change():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with one_change():
            return super().delete(*args, **kwargs)
