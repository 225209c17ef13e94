"""Why there is no record, as classes: who asked decides by the class, and editors read the message."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cms.bibliography.identifiers import Identifier

__all__ = ["Incomplete", "LookupFailed", "NoAnswer", "NoRegistry", "NotKnown", "Unreachable"]


class LookupFailed(Exception):
    """There is no record. `identifier` is what was asked for, `message` a translated sentence for an editor."""

    def __init__(self, identifier: Identifier, message: str) -> None:
        self.identifier, self.message = identifier, message
        super().__init__(message)


class NotKnown(LookupFailed):
    """Every registry that can know the work says that it does not. `registries` are their names."""

    def __init__(self, identifier: Identifier, *, registries: tuple[str, ...], message: str = "") -> None:
        self.registries = registries
        said = _("%(identifier)s is not known to %(registries)s. Check it, or type the record in by hand.")
        params = {"identifier": identifier.text, "registries": ", ".join(registries)}
        super().__init__(identifier, message or said % params)


class NoRegistry(NotKnown):
    """No registry is asked about identifiers of this kind."""

    def __init__(self, identifier: Identifier) -> None:
        said = _(
            "There is no registry here that knows %(identifier)s: only DOIs, PMIDs, PMCIDs and arXiv numbers are "
            "looked up. Type the record in by hand."
        )
        super().__init__(identifier, registries=(), message=said % {"identifier": identifier.text})


class Incomplete(LookupFailed):
    """A registry knows the work, but its record is none that the library can take: it has no title."""

    def __init__(self, identifier: Identifier, *, registry: str) -> None:
        said = _("%(registry)s knows %(identifier)s, but without a title. Type the record in by hand.")
        super().__init__(identifier, said % {"registry": registry, "identifier": identifier.text})


class Unreachable(LookupFailed):
    """Whether the work is known could not be found out; later it may be. `retry_after` is what the registry asks for.

    `reasons` has a sentence for each registry that did not answer.
    """

    def __init__(
        self, identifier: Identifier, *, reasons: tuple[str, ...], retry_after: timedelta | None = None
    ) -> None:
        self.reasons, self.retry_after = reasons, retry_after
        said = _("%(identifier)s could not be looked up at the moment. %(reasons)s")
        super().__init__(identifier, said % {"identifier": identifier.text, "reasons": " ".join(reasons)})


class NoAnswer(Exception):
    """One registry gave no answer that can be used. `reason` is a sentence; the others may still be asked."""

    def __init__(self, registry: str, reason: str, *, retry_after: timedelta | None = None) -> None:
        self.registry, self.reason, self.retry_after = registry, reason, retry_after
        super().__init__(f"{registry}: {reason}")
