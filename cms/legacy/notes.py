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
    "reference_created": _("New in the library, unverified: the reference “%(key)s”."),
    "reference_reused": _("The cited work is in the library already, as “%(key)s”."),
    "reference_completed": _("The file completes the unverified reference “%(key)s”: %(fields)s."),
    "call_to_action_created": _("New, as a draft: the call to action “%(slug)s”."),
    "call_to_action_reused": _("The call to action “%(slug)s” exists already and is used as it is."),
    "published": _("The page is published, as it was on the old site."),
    "redirect_created": _("Whoever has the old address %(path)s is led to the page."),
    "author_created": _("New among the people: “%(person)s”."),
    "created_again": _("It was imported before and its page has been deleted since: it is made again."),
    "duplicate_of": _("The same bytes were imported as “%(other)s” already."),
    "source_moved": _("The file has moved since it was imported; it was “%(before)s”."),
    "links_rewritten": _("Links to old addresses of imported pages and files lead to them now: %(count)s."),
    "picture_reused": _("The picture is in the library already: “%(title)s”."),
    "left_aside": _("It was not imported: %(reason)s."),
    "media_waits": _("The file of the old site is taken when an article shows it."),
    "slug_taken": _("Another page has the address “%(slug)s” already; this one got “%(given)s”."),
    "reference_looked_up": _("“%(key)s” was completed from a registry."),
    "heading_is_title": _("The heading “%(text)s” repeats the title and was left out."),
    "heading_without_content": _(
        "The heading “%(text)s” was left out: the sources below it became references."
    ),
    "set_aside": _("Set aside as no part of the article (rule “%(rule)s”): “%(text)s”."),
    "bold_line": _("“%(text)s” stands by itself in bold. If it is a heading, make it one."),
    "embed_linked_only": _("%(url)s will be shown as a link: only YouTube and Vimeo play in place."),
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
    "declared_encoding_wrong": _(
        "The file says that it is in one encoding and is in another: look at accents, quotes and dashes."
    ),
    "invalid_bytes_replaced": _("Bytes that are no text were replaced by “�”: look for that sign."),
    "encoded_twice": _(
        "Text that had been encoded twice (“â€™” for “’”) was put right: look at accents and quotes."
    ),
    "nul_removed": _("NUL characters were taken out."),
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
    "consent_needed": _(
        "“%(heading)s” signs readers up for a newsletter: write what they consent to. Without it the panel can not be "
        "published."
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
    "page_differs": _("An editor has changed: %(fields)s."),
    "source_differs": _("The source is another one than was imported: its title would be “%(title)s”."),
    "not_published": _("It was public on the old site, but stays a draft: %(reasons)s"),
    "password_protected": _("It was protected by a password on the old site, so it stays a draft."),
    "was_private": _("It was private on the old site, so it stays a draft."),
    "was_scheduled": _("It was scheduled on the old site, so it stays a draft: schedule it here."),
    "term_unmapped": _("There is no topic for “%(term)s”: the page was not given it."),
    "topic_missing": _("The mapping gives “%(term)s” the topic “%(topic)s”, which there is not."),
    "author_missing": _(
        "The mapping gives the author “%(author)s” the person %(person)s, whom there is not."
    ),
    "author_not_carried": _("Pages of this type name no authors; left out: %(authors)s."),
    "topics_not_carried": _("Pages of this type have no topics; left out: %(topics)s."),
    "other_language": _("The old site says that this is in another language: %(language)s."),
    "comments_not_carried": _("Comments are not taken over; there were %(count)s."),
    "picture_missing": _("The picture was not found, only its words were kept: %(address)s %(alt)s"),
    "picture_refused": _(
        "The picture was not taken (%(reason)s), only its words were kept: %(address)s %(alt)s"
    ),
    "lead_alt_missing": _("The lead image has no alt text: describe what it tells."),
    "file_missing": _("The file was not found, only its title was kept: %(address)s"),
    "file_refused": _("The file was not taken (%(reason)s), only its title was kept: %(address)s"),
    "link_leads_nowhere": _("A link leads to an address of the old site that was not imported: %(address)s"),
    "link_fragment_lost": _("A link led into a page; it leads to the page as a whole now: %(address)s"),
    "redirect_exists": _("There is a redirect for the old address %(path)s already; it was not changed."),
    "redirect_too_long": _("The old address is too long for a redirect: %(path)s"),
    "redirects_not_installed": _(
        "No redirects were made: “wagtail.contrib.redirects” is not among the installed apps."
    ),
    "redirects_without_site": _("No redirects were made: the page is on no site."),
    "look_up_failed": _("“%(work)s” could not be looked up and stays unverified: %(reason)s"),
    "failed": _("It could not be imported: %(reason)s"),
    "reference_in_text": _(
        "Pages of this type have no further reading: the source stands at the end of the text."
    ),
    "title_cut": _("The title is too long and was cut. It was: “%(title)s”."),
    "mended": _("The file had to be mended before it could be read: %(what)s."),
    "not_carried": _("Not carried over: %(what)s. There stood: “%(text)s”."),
    "heading_too_long": _("A heading of this length does not fit; it became a paragraph: “%(text)s”."),
    "list_start": _("The list begins at %(start)s in the source; here every list begins at 1."),
    "quote_address": _("The source gives an address for the quotation, which has no place here: %(url)s."),
    "picture_without_address": _("The source does not say where this picture is: “%(text)s”."),
    "alt_text_needed": _("Write the alt text of this picture; the source has none: %(picture)s."),
    "embed_title_needed": _("Write what this embedded content is called; the source does not say: %(url)s."),
    "embed_without_address": _("This embedded content has no usable web address and became text: “%(url)s”."),
    "footnote_kept": _(
        "The note “%(marker)s” names no work; it was kept as a paragraph, and its marker as text. Find a place for it."
    ),
    "marker_without_source": _(
        "“%(marker)s” looks like a reference to a source, but no source has that number."
    ),
    "anchor_gone": _(
        "“%(text)s” linked to a place in the article that is not there (%(link)s): its text was kept."
    ),
    "link_dropped": _("The link of “%(text)s” is not allowed (%(link)s): its text was kept."),
    "encoding_mended": _(
        "The text is not in the encoding that its file declares; it was read as what it is. Look at accents and quotes."
    ),
    "illegal_characters_removed": _("Characters that no XML file may have were taken out."),
    "entities_mended": _(
        "Entities and ampersands that its file wrote wrongly were read as what they stand for."
    ),
    "markup_mended": _(
        "Its entry in the export is damaged XML. What could be found was read: compare it with the old page."
    ),
}


def is_code(code: str) -> bool:
    """Whether there is a note of this code."""
    return code in _INFO or code in _WARNINGS


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
