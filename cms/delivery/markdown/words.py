"""The words for values of closed lists, in the language of the document."""

from typing import Any

from django.db.models import TextChoices

from cms.delivery.markdown.single import label_of

__all__ = ["choice"]


def choice(vocabulary: type[TextChoices], value: Any) -> str:
    """The label of a value; one that the list does not have, in words. Null is empty."""
    if value in vocabulary.values:
        return str(vocabulary(value).label)
    return label_of(str(value)) if value is not None else ""
