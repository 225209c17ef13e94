"""Citations: places in the text that point at references of the library."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.base import Adapter, Cluster, Key, Resolver, register_adapter
from blocks.containers import ListAdapter
from blocks.vocabulary import AcknowledgedStatus

__all__ = ["CITATION_IDS", "CitationBlock", "CitationsBlock", "ReferenceChooserBlock"]


CITATION_IDS = "Ids in the document's `citations`."


class ReferenceChooserBlock(SnippetChooserBlock):
    """A reference of the library; on the wire, its citation key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("cms.Reference", **kwargs)

    class Meta:
        icon = "openquote"


@register_adapter(ReferenceChooserBlock)
class ReferenceAdapter(Adapter):
    """The citation key, or null."""

    annotation = str | None

    def keys(self, raw: Any) -> Iterator[Key]:
        if raw not in (None, ""):
            yield "cms.reference", raw

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        found = None if raw in (None, "") else resolver.get("cms.reference", raw)
        return found and found.key


class CitationBlock(StructBlock):
    """One reference within a citation, with the place in it."""

    reference = ReferenceChooserBlock(label=_("Reference"))
    prefix = CharBlock(
        label=_("Words before the citation"),
        required=False,
        max_length=200,
        help_text=_("For example “see also”."),
    )
    locator = CharBlock(
        label=_("Place in the source"),
        required=False,
        max_length=200,
        help_text=_("For example “p. 12” or “Table 2”. Leave empty if the whole source is meant."),
    )
    suffix = CharBlock(
        label=_("Words after the citation"),
        required=False,
        max_length=200,
        help_text=_("For example “for children only”."),
    )
    suppress_author = BooleanBlock(
        label=_("Without the author"),
        required=False,
        help_text=_("For author–date styles, where the sentence already names the author."),
    )
    acknowledged_status = ChoiceBlock(
        label=_("Cited although it is"),
        choices=AcknowledgedStatus.choices,
        required=False,
        help_text=_("Only if a notice about the source is known and it is cited all the same."),
    )
    acknowledged_reason = CharBlock(
        label=_("Why it is cited all the same"),
        required=False,
        max_length=500,
        help_text=_("For example “The text is about the retraction.” Readers can see it."),
    )

    class Meta:
        icon = "openquote"
        label = _("Citation")
        form_attrs = {"data-citation": ""}
        form_layout = BlockGroup(
            children=["reference", "locator"],
            settings=["prefix", "suffix", "suppress_author", "acknowledged_status", "acknowledged_reason"],
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        status, reason = cleaned.get("acknowledged_status"), cleaned.get("acknowledged_reason")
        if bool(status) != bool(reason) and not self.is_deferred_validation:
            name = "acknowledged_reason" if status else "acknowledged_status"
            message = _("Say both: what the notice is, and why the source is cited all the same.")
            raise StructBlockValidationError(
                block_errors={name: ValidationError(message, code="acknowledged_by_half")}
            )
        return cleaned


class CitationsBlock(ListBlock):
    """The references that back a block: one citation, which may point at several references."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Sources"))
        kwargs.setdefault("default", [])
        kwargs.setdefault(
            "help_text", _("The references that say so. The numbers in the text are made from them.")
        )
        super().__init__(CitationBlock(), **kwargs)

    class Meta:
        icon = "openquote"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        seen: set[Any] = set()
        errors = {}
        for position, item in enumerate(cleaned):
            place = (getattr(item.get("reference"), "pk", None), item.get("locator"))
            if place[0] is not None and place in seen:
                errors[position] = ValidationError(
                    _("This reference is cited here already."), code="cited_twice"
                )
            seen.add(place)
        if errors:
            raise ListBlockValidationError(block_errors=errors)
        return cleaned


@register_adapter(CitationsBlock)
class CitationsAdapter(ListAdapter):
    """The ids of the document's citations for this place: none, or one."""

    annotation = list[str]

    def clusters(self, raw: Any, resolver: Resolver, block: str) -> Iterator[Cluster]:
        if raw:
            yield Cluster(raw, block, source=raw)

    def wire(self, raw: Any, resolver: Resolver) -> Any:
        return resolver.cite(raw or ())
