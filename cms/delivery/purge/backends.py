"""What a cache that purges by tags has to be able to do, and which ones the settings name."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from cms import outgoing
from cms.conf import conf
from cms.outbox.attempts import AnswerRefused

__all__ = ["PurgeBackend", "backend_names", "make_backend"]

TIMEOUT = 10.0
ANSWER_BYTES = 2048


class PurgeBackend(ABC):
    """A cache that forgets answers by the tags they carried in `Cache-Tag`, `Surrogate-Key` and the like.

    It is made with the `OPTIONS` of its entry in `CMS_PURGE_BACKENDS` as keyword arguments, and used in a thread
    without a database. What one call takes at most is the backend's to know.
    """

    tags_per_call: ClassVar[int]

    def calls(self, tags: Sequence[str]) -> Iterator[Sequence[str]]:
        """The tags in portions that one call can take."""
        for start in range(0, len(tags), self.tags_per_call):
            yield tags[start : start + self.tags_per_call]

    @abstractmethod
    def request(self, tags: Sequence[str]) -> outgoing.Answer:
        """Make one call. Raises one of the `OutgoingError`s."""

    def purge(self, tags: Sequence[str]) -> outgoing.Answer | None:
        """Make all calls, and return the last answer. Raises `AnswerRefused` at the first that is no success."""
        answer = None
        for portion in self.calls(tags):
            answer = self.request(portion)
            if not self.accepts(answer):
                raise AnswerRefused(answer)
        return answer

    def accepts(self, answer: outgoing.Answer) -> bool:
        """Whether the answer says that it was done."""
        return answer.is_success

    @staticmethod
    def fetch(
        method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None
    ) -> outgoing.Answer:
        """One request with the limits of a purge."""
        return outgoing.fetch(
            method, url, headers=headers, body=body, timeout=TIMEOUT, max_bytes=ANSWER_BYTES, truncate=True
        )


def backend_names() -> Sequence[str]:
    """The names of the configured backends: `NAME`, or the class's name, made unique by a number."""
    names: list[str] = []
    for entry in conf.purge_backends:
        name = wanted = str(entry.get("NAME") or str(entry.get("BACKEND", "")).rpartition(".")[2])
        number = 1
        while name in names:
            number += 1
            name = f"{wanted}-{number}"
        names.append(name)
    return names


def make_backend(name: str) -> PurgeBackend | None:
    """The configured backend of this name, if there is one. Raises `ImproperlyConfigured` if it can not be made."""
    for found, entry in zip(backend_names(), conf.purge_backends, strict=True):
        if found == name:
            return _made(entry)
    return None


def _made(entry: Mapping[str, Any]) -> PurgeBackend:
    try:
        made = import_string(entry["BACKEND"])(**entry.get("OPTIONS", {}))
    except (ImportError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"CMS_PURGE_BACKENDS: {error}") from error
    if not isinstance(made, PurgeBackend):
        raise ImproperlyConfigured(f"CMS_PURGE_BACKENDS: {entry['BACKEND']} is no PurgeBackend.")
    return made
