"""What a rule is, and what it says."""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent

__all__ = ["Remark", "Rule", "Severity"]

Words = str | Promise


class Severity(TextChoices):
    """How grave a remark is. None of them keeps a draft from being saved."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    NOTICE = "notice", _("Notice")


@dataclass(frozen=True)
class Remark:
    """What a rule says about a page. Its words are made when somebody reads it, in that reader's language."""

    rule: str
    code: str
    """Which of the rule's messages."""
    severity: str
    block: str | None = None
    """Id of the block that it is about; none for the page or one of its fields."""
    field: str | None = None
    """Name of the page's field that it is about."""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """What the message names: texts, numbers and codes that JSON can hold."""
    about: Any = None
    """The content that it is about, as JSON: when that changes, nobody has acknowledged the remark any more."""

    @property
    def fingerprint(self) -> str:
        """Names the remark about this content: sha256 in hexadecimal."""
        said = [self.rule, self.code, self.block, self.field, self.about]
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


class Rule:
    """One editorial rule. A site adds its own: a class with an `id`, `messages`, and a method `check`."""

    id: ClassVar[str]
    """Unique; lower_snake_case."""
    label: ClassVar[Words]
    """What lists and filters call it."""
    severity: ClassVar[str] = Severity.WARNING
    blocks_publishing: ClassVar[bool] = False
    """Whether a page with such a remark that nobody acknowledged may not be published. A site can change that."""
    page_types: ClassVar[tuple[str, ...]] = ("research_summary",)
    """The types of pages that it judges; none means all."""
    messages: ClassVar[Mapping[str, Words]]
    """By code: what is said, in plain words. `%(name)s` stands for what `words` makes of a remark's `params`."""
    mend: ClassVar[Mapping[str, Words]]
    """By code, or "" for all others: how to mend it."""
    options: ClassVar[Mapping[str, Any]] = {}
    """Thresholds with their defaults; a site can change them. Of one that is a mapping, such as words by language, it
    says only what is to be different."""

    def __init__(self, options: Mapping[str, Any] | None = None, *, severity: str | None = None) -> None:
        self.settings = {**self.options, **(options or {})}
        for name, default in self.options.items():
            if isinstance(default, Mapping) and isinstance(self.settings[name], Mapping):
                self.settings[name] = {**default, **self.settings[name]}
        self.level = severity or self.severity

    def check(self, page: PageContent) -> Iterator[Remark]:
        """What there is to say about the page."""
        raise TypeError(f"{type(self).__name__} does not say what it looks for")

    def words(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the message shows for the params: codes become their labels here, for example."""
        return params

    def remark(
        self,
        code: str,
        *,
        block: str | None = None,
        field: str | None = None,
        about: Any = None,
        **params: Any,
    ) -> Remark:
        """A remark of this rule. Unless it says what it is about, it is about what its message names."""
        return Remark(self.id, code, self.level, block, field, params, params if about is None else about)

    def message(self, code: str, params: Mapping[str, Any]) -> str:
        """What is said, in the language that is active."""
        return str(self.messages[code]) % self.words(params)

    def mending(self, code: str, params: Mapping[str, Any]) -> str:
        """How to mend it, in the language that is active."""
        return str(self.mend.get(code) or self.mend[""]) % self.words(params)
