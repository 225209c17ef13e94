"""The references of a page: whether there are any, and whether their records can be trusted."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent, Source
from cms.evidence.rule import Remark, Rule, Severity

__all__ = ["RULES", "named"]

_CUT_OFF: Final = re.compile(r"(?:…|\.\.\.|\[\.{3}\])[\s.,;:”\"’'»)\]]*$")


class Named(NamedTuple):
    """A reference, and the first place that names it."""

    source: Source
    block: str | None
    field: str | None


def named(page: PageContent) -> Iterator[Named]:
    """The page's references in the order of the document, each once. What the page summarises comes first."""
    seen: set[int] = set()
    if page.subject is not None:
        seen.add(page.subject.pk)
        yield Named(page.subject, None, "subject_reference")
    for block in page.blocks:
        for pk in (*block.cites, *block.lists):
            if pk in page.sources and pk not in seen:
                seen.add(pk)
                yield Named(page.sources[pk], block.id, None)


class NoReference(Rule):
    """A summary says on which publications it rests, where it rests on them.

    Source: DISCERN, question 4: is it clear what sources of information were used?
    """

    id = "no_reference"
    label = _("No reference")
    messages = {
        "none": _("The page names no publication at all."),
        "only_listed": _(
            "The page lists references, but cites none of them in its text, and does not say which publication it "
            "summarises."
        ),
    }
    mend = {"": _("Choose the publication that the page summarises, and cite it where the text rests on it.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        if not page.body or page.subject is not None or any(block.cites for block in page.blocks):
            return
        code = "only_listed" if page.sources else "none"
        yield self.remark(code, field="subject_reference", about=sorted(page.sources))


class TitleTruncated(Rule):
    """The title of a reference is whole: it does not end in dots, or in a word that nothing follows.

    Source: Citing Medicine (NLM), second edition, chapter 1, "Article Title": the title as it appears in the article.
    """

    id = "title_truncated"
    label = _("The title of a reference is cut off")
    page_types = ()
    messages = {"cut_off": _("The title of %(reference)s seems to be cut off: “%(title)s”.")}
    mend = {"": _("Look the reference up by its identifier, or type the whole title in.")}
    options: ClassVar[Mapping[str, Any]] = {
        "last_words": (
            "of", "and", "the", "with", "by", "an", "among", "between", "versus", "vs", "del", "de", "y", "la",
            "el", "los",
            "las", "con", "para", "por", "en", "una", "un", "entre", "al",
        ),
    }  # fmt: skip

    def check(self, page: PageContent) -> Iterator[Remark]:
        for source, block, field in named(page):
            if self._is_cut_off(source.title):
                yield self.remark(
                    "cut_off",
                    block=block,
                    field=field,
                    about=[source.key, source.title],
                    reference=source.key,
                    title=source.title,
                )

    def _is_cut_off(self, title: str) -> bool:
        """In lower case only: a title may well end in "Vitamin A", or in the name "De"."""
        words = title.split()
        return bool(_CUT_OFF.search(title)) or (len(words) > 1 and words[-1] in self.settings["last_words"])


class ReferenceUnverified(Rule):
    """Somebody, or a registry, confirmed the record of a reference.

    Source: ICMJE Recommendations, section IV.A.3.g: references are verified against a bibliographic source.
    """

    id = "reference_unverified"
    label = _("A reference is unverified")
    severity = Severity.NOTICE
    page_types = ()
    messages = {"unverified": _("Nobody has verified the record of %(reference)s yet: “%(title)s”.")}
    mend = {
        "": _(
            "Compare the record with the publication, or look it up by its identifier, and mark it as verified."
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for source, block, field in named(page):
            if source.verification == "unverified":
                yield _about(self, "unverified", source, block, field)


class ReferenceUnchecked(Rule):
    """The registries have been asked whether a reference was corrected or retracted, if they can be asked about it.

    Source: ICMJE Recommendations, section IV.A.3.g: authors check that they do not cite retracted articles.
    """

    id = "reference_unchecked"
    label = _("A reference is not checked for notices")
    severity = Severity.NOTICE
    page_types = ()
    messages = {
        "unchecked": _("%(reference)s has not been checked for corrections and retractions yet: “%(title)s”.")
    }
    mend = {"": _("Check the reference in the library, or wait for the next check of all references.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for source, block, field in named(page):
            if source.integrity == "unchecked" and source.can_be_checked:
                yield _about(self, "unchecked", source, block, field)


def _about(rule: Rule, code: str, source: Source, block: str | None, field: str | None) -> Remark:
    return rule.remark(
        code,
        block=block,
        field=field,
        about=[source.key, source.title],
        reference=source.key,
        title=source.title or source.key,
        source=source.pk,
    )


RULES = (NoReference, TitleTruncated, ReferenceUnverified, ReferenceUnchecked)
