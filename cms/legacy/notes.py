"""What an import has to say to a person: each note has a code for machines and a sentence for people.

The notes stay data (code, line, values) until they are shown, so that tests go by codes and sentences are
translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Level = Literal["info", "warning"]

_INFO: dict[str, str | Promise] = {
    "title_from_first_line": _("The first line was taken as the title: “%(title)s”."),
    "repeats_merged": _("“%(heading)s”: %(count)s repeats merged."),
    "form_lines_set_aside": _("“%(heading)s”: field names and messages were left out: %(labels)s."),
    "reference_created": _("The reference “%(key)s” was added to the library, unverified."),
    "reference_reused": _("The cited work is in the library already, as “%(key)s”."),
    "reference_completed": _("The unverified reference “%(key)s” was completed from the file: %(fields)s."),
    "call_to_action_created": _("The call to action “%(slug)s” was created as a draft."),
    "call_to_action_reused": _("The call to action “%(slug)s” exists already and was used as it is."),
}

_WARNINGS: dict[str, str | Promise] = {
    "title_proposed": _(
        "The file has no title. “%(title)s” is a proposal made from its first sentence; write a better one."
    ),
    "title_from_file_name": _("The file has neither title nor prose. “%(title)s” was made from its name."),
    "no_prose": _("Nothing but forms and sources was found: the draft has no text."),
    "encoding_guessed": _(
        "The file is not UTF-8 and was read as %(encoding)s, which is a guess: look at accents, quotes "
        "and dashes."
    ),
    "control_characters_removed": _("%(count)s invisible control characters were taken out."),
    "source_title_truncated": _(
        "The title of the cited work is cut off in the source: “%(title)s”. Look the work up."
    ),
    "source_title_unclear": _(
        "Authors, title and journal of the cited work can not be told apart: “%(title)s”."
    ),
    "source_title_missing": _(
        "The source line does not name the title of the cited work (%(work)s). Look the work up."
    ),
    "source_without_identifier": _("The source line has an address but no DOI, PMID or PMCID: %(work)s."),
    "source_not_found": _(
        "This line calls itself a source but gives no address and no identifier; it was left in the text."
    ),
    "several_works": _("The source line names several works; one reference was made for each identifier."),
    "named_author_not_among_authors": _(
        "The text says “%(named)s et al.”, but the author is not among the authors of the cited work "
        "(%(work)s: %(authors)s). Is it the work that is summarised?"
    ),
    "named_author_unchecked": _(
        "The text says “%(named)s et al.”, and the authors of the cited work (%(work)s) are not known "
        "here. Check that it is the work that is summarised."
    ),
    "possible_slip": _("Possible slip, left as it is: “%(found)s” (for “%(meant)s”?)."),
    "form_incomplete": _("“%(heading)s” looks like a form but has no text: check the panel made of it."),
    "form_remnant": _(
        "This line looks like the message of a form but stands alone; it was left in the text: “%(text)s”."
    ),
    "disclosure_needed": _(
        "“%(heading)s” promotes something next to an account of evidence: write its disclosure."
    ),
    "reference_conflict": _(
        "The identifiers of the source line belong to different references (%(keys)s); “%(key)s” was used."
    ),
    "call_to_action_differs": _(
        "The call to action “%(slug)s” exists with another text than the file has; it was not changed."
    ),
    "page_edited": _("The page was edited after the import, so it was not touched."),
    "page_elsewhere": _("The page of this file is below another parent (%(path)s) and stays there."),
    "page_locked": _("The page is locked, so it was not touched."),
    "reference_identifier_differs": _(
        "The source line gives %(given)s, the reference “%(key)s” has %(has)s."
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about an import; ``line`` is the line of the source it is about, or None."""

    code: str
    line: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return "info" if self.code in _INFO else "warning"

    @property
    def message(self) -> str:
        """The sentence in the language of the moment."""
        template = _INFO.get(self.code) or _WARNINGS[self.code]
        return str(template) % self.values

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "level": self.level, "line": self.line, "message": self.message}
