"""What a page is made of besides words: headings, pictures, links."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.rule import Remark, Rule, Severity

__all__ = ["RULES"]


class AltMissing(Rule):
    """A picture that tells something says it in words too.

    Source: WCAG 2.2, success criterion 1.1.1, Non-text Content.
    """

    id = "alt_missing"
    label = _("Alt text is missing")
    page_types = ()
    messages = {
        "block": _("The picture has no alt text: who can not see it learns nothing of it."),
        "lead": _("The lead image has no alt text. That is right only if it tells nothing."),
    }
    mend = {
        "lead": _(
            "Describe what the picture tells. If it tells nothing, accept this remark with that reason."
        ),
        "": _("Describe what the picture tells. If it tells nothing, mark it as decorative."),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for picture in page.pictures:
            if picture.decorative or picture.alt.strip():
                continue
            if picture.block is None:
                yield self.remark("lead", field="image_alt", about=page.fields.get("image"))
            else:
                yield self.remark("block", block=picture.block, about=picture.image)


class HeadingSkipped(Rule):
    """Headings go down one level at a time, and begin at the first level below the title.

    Source: WCAG 2.2, success criterion 1.3.1, and technique G141, Organizing a page using headings.
    """

    id = "heading_skipped"
    label = _("A level of headings is skipped")
    page_types = ()
    messages = {
        "first": _("“%(heading)s” is the first heading, but of level %(level)s: level 2 comes first."),
        "skipped": _(
            "“%(heading)s” is of level %(level)s, but the heading before it is of level %(before)s."
        ),
    }
    mend = {
        "first": _("Make it a section, or put a section's heading before it."),
        "": _("Raise it by a level, or put a heading of the level between before it."),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        field, before = "", 1
        for block in page.blocks:
            if block.level is None:
                continue
            if block.field != field:
                field, before = block.field, 1
            if block.level > before + 1:
                yield self.remark(
                    "first" if before == 1 else "skipped",
                    block=block.id,
                    about=[block.text, block.level, before],
                    heading=block.text,
                    level=block.level,
                    before=before,
                )
            before = block.level


class LinkMissing(Rule):
    """A link leads somewhere.

    Source: blocks.rich_text and blocks.links, which deliver no address for a page that does not exist.
    """

    id = "link_missing"
    label = _("A link leads to a missing page")
    severity = Severity.ERROR
    page_types = ()
    messages = {"missing": _("A link leads to a page that does not exist any more (number %(target)s).")}
    mend = {
        "": _("Choose another page, or remove the link. Until then readers see its words without a link.")
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for link in dict.fromkeys(page.links):
            if link.state == "missing":
                yield self.remark(
                    "missing",
                    block=link.block,
                    field=None if link.block else link.field,
                    about=link.target,
                    target=link.target,
                )


class LinkUnpublished(Rule):
    """A link leads to a page that readers of this site can see.

    Source: blocks.rich_text and blocks.links, which deliver no address for a page that is not public.
    """

    id = "link_unpublished"
    label = _("A link leads to a page that is not public")
    page_types = ()
    messages = {
        "unpublished": _("A link leads to “%(title)s”, which is not published."),
        "restricted": _("A link leads to “%(title)s”, which not everybody may see."),
        "elsewhere": _("A link leads to “%(title)s”, which is no page of this site."),
    }
    mend = {
        "elsewhere": _("Enter the page's address on the other site instead of choosing the page."),
        "": _(
            "Publish that page for everybody, or remove the link. Until then readers see its words without a link."
        ),
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for link in dict.fromkeys(page.links):
            if link.state in self.messages:
                yield self.remark(
                    link.state,
                    block=link.block,
                    field=None if link.block else link.field,
                    about=link.target,
                    target=link.target,
                    title=link.title,
                )


RULES = (AltMissing, HeadingSkipped, LinkMissing, LinkUnpublished)
