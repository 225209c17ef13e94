"""What a registry said of one work is not true of another: when an editor corrects the DOI of a reference, its
integrity is open again, and one that gains an identifier is checked soon, for there is one more registry to ask.
"""

from typing import Any, Final

from django.db.models.signals import pre_save

from cms.models.references import Integrity, Reference

__all__ = ["connect"]

IDENTIFIERS: Final = ("doi", "pmid", "pmcid")


def before_save(
    sender: type[Reference], instance: Reference, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Called with the identifiers as they are derived from the record, before they are stored."""
    is_stored = not (raw or instance._state.adding)
    if not is_stored or (update_fields is not None and not set(IDENTIFIERS) & set(update_fields)):
        return
    stored = Reference.objects.filter(pk=instance.pk).values_list(*IDENTIFIERS).first()
    now = tuple(getattr(instance, name) for name in IDENTIFIERS)
    if stored is None or stored == now:
        return
    instance.next_check_at = None
    if any(old and old != new for old, new in zip(stored, now, strict=True)):
        instance.integrity = Integrity.UNCHECKED
        instance.notices, instance.checked_at = [], None


def connect() -> None:
    """Called when the app is ready."""
    pre_save.connect(before_save, sender=Reference, dispatch_uid="cms.lookup.changed_identifiers")
