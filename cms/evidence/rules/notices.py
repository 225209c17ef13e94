"""References about which the registries have a notice: corrected, under concern, retracted, withdrawn, not found."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent, Source
from cms.evidence.rule import Remark, Rule, Severity, Words

__all__ = ["RULES"]


class _NoticeRule(Rule):
    """A remark for each place that cites or lists a work with one of these statuses; none where an editor said at the
    citation why it is cited all the same."""

    statuses: ClassVar[tuple[str, ...]]

    def check(self, page: PageContent) -> Iterator[Remark]:
        for block in page.blocks:
            for pk in dict.fromkeys((*block.cites, *block.lists)):
                source = page.sources.get(pk)
                if source is None or source.integrity not in self.statuses:
                    continue
                if page.acknowledged.get((block.id, pk)) != source.integrity:
                    yield _remark(self, source, block=block.id)


def _remark(rule: Rule, source: Source, *, block: str | None = None, field: str | None = None) -> Remark:
    return rule.remark(
        source.integrity,
        block=block,
        field=field,
        about=[source.key, source.integrity],
        reference=source.key,
        title=source.title or source.key,
        source=source.pk,
    )


class ReferenceNotice(_NoticeRule):
    """A work that was corrected, that is under an expression of concern, or that no registry knows, is cited knowingly.

    Source: ICMJE Recommendations, section III.A, on corrections, expressions of concern and retractions.
    """

    id = "reference_notice"
    label = _("There is a notice about a reference")
    page_types = ()
    statuses = ("corrected", "concern", "not_found")
    messages: ClassVar[Mapping[str, Words]] = {
        "corrected": _("%(reference)s has been corrected since it appeared: “%(title)s”."),
        "concern": _("There is an expression of concern about %(reference)s: “%(title)s”."),
        "not_found": _("No registry knows %(reference)s by the identifier it has: “%(title)s”."),
    }
    mend: ClassVar[Mapping[str, Words]] = {
        "corrected": _(
            "Read the correction and see whether it touches what the page says. Then say at the citation that it is "
            "cited "
            "although it was corrected, and why."
        ),
        "not_found": _(
            "Correct the identifier of the reference, or say at the citation why it is cited all the same."
        ),
        "": _("Cite another work, or say at the citation why this one is cited all the same."),
    }


class ReferenceRetracted(_NoticeRule):
    """A retracted or withdrawn work is not cited, except in a text about its retraction.

    Source: ICMJE Recommendations, section IV.A.3.g.
    """

    id = "reference_retracted"
    label = _("A retracted work is cited")
    severity = Severity.ERROR
    page_types = ()
    statuses = ("retracted", "withdrawn")
    messages: ClassVar[Mapping[str, Words]] = {
        "retracted": _("%(reference)s has been retracted: “%(title)s”."),
        "withdrawn": _("%(reference)s has been withdrawn: “%(title)s”."),
    }
    mend: ClassVar[Mapping[str, Words]] = {
        "": _("Cite another work. If the text is about the retraction, say so at the citation.")
    }


class RetractedSubject(Rule):
    """A page does not present the results of a publication that was retracted or withdrawn.

    Source: COPE, Retraction Guidelines: retracted results can not be relied on.
    """

    id = "retracted_subject"
    label = _("The summarised publication is retracted")
    severity = Severity.ERROR
    blocks_publishing = True
    messages: ClassVar[Mapping[str, Words]] = {
        "retracted": _(
            "The publication that the page summarises has been retracted: %(reference)s, “%(title)s”."
        ),
        "withdrawn": _(
            "The publication that the page summarises has been withdrawn: %(reference)s, “%(title)s”."
        ),
    }
    mend: ClassVar[Mapping[str, Words]] = {
        "": _(
            "Take the page down, or rewrite it as a page about the retraction, and accept this remark with that reason."
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        if page.subject is not None and page.subject.integrity in ("retracted", "withdrawn"):
            yield _remark(self, page.subject, field="subject_reference")


class SubjectNotice(Rule):
    """Whoever summarises a publication knows of the corrections and doubts that were published about it.

    Source: ICMJE Recommendations, section III.A.
    """

    id = "subject_notice"
    label = _("There is a notice about the summarised publication")
    messages: ClassVar[Mapping[str, Words]] = {
        "corrected": _(
            "The publication that the page summarises has been corrected: %(reference)s, “%(title)s”."
        ),
        "concern": _(
            "There is an expression of concern about the publication that the page summarises: %(reference)s, "
            "“%(title)s”."
        ),
        "not_found": _(
            "No registry knows the publication that the page summarises by the identifier it has: %(reference)s, "
            "“%(title)s”."
        ),
    }
    mend: ClassVar[Mapping[str, Words]] = {
        "not_found": _("Correct the identifier of the reference."),
        "": _(
            "Read the notice, and see whether it touches what the page says. Say so on the page if it does."
        ),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        if page.subject is not None and page.subject.integrity in self.messages:
            yield _remark(self, page.subject, field="subject_reference")


RULES = (ReferenceNotice, ReferenceRetracted, RetractedSubject, SubjectNotice)
