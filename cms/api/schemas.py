"""The wire types of answers that are more than one document or card."""

from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar, Union

from pydantic import AwareDatetime, ConfigDict, Field, RootModel, create_model

from blocks.schemas import Schema
from cms.delivery import site_profile
from cms.delivery.build import document_schemas
from cms.delivery.navigation import MAX_LEVELS, NavigationEntry
from cms.delivery.public_settings import settings_schema
from cms.delivery.schemas import Card, ReferenceRecord

assert site_profile  # it is one of the public settings

__all__ = [
    "Body",
    "ChangeEntry",
    "ChangeList",
    "CslItems",
    "Excerpt",
    "Facet",
    "Fallback",
    "FormToken",
    "ListedCard",
    "Listing",
    "PageList",
    "PublicReference",
    "ReferenceList",
    "ResolvedRedirect",
    "Root",
    "RootLocale",
    "RootSite",
    "Sitemap",
    "SitemapAlternate",
    "SitemapEntry",
    "SubmissionAnswer",
    "SubmissionBody",
    "Topic",
    "TopicList",
    "document_union",
    "resolved",
    "root",
]

Item = TypeVar("Item")


class RootSite(Schema):
    """The site that answers."""

    hostname: str = Field(description="What `?site=` calls it.")
    name: str | None
    url: str = Field(description="Address of the frontend, without a slash at the end.")


class RootLocale(Schema):
    """A language of the site."""

    code: str
    path: str = Field(description="Path of its home page on the frontend.")
    default: bool = Field(description="Whether it is the site's own language.")


class Root(Schema):
    """Where things are, and what holds for all pages of the site."""

    endpoints: dict[str, str] = Field(
        description="Paths of the endpoints by name, as URI templates (RFC 6570)."
    )
    site: RootSite
    locales: list[RootLocale]
    navigation: dict[str, list[NavigationEntry]] = Field(
        description="The menus by language: the public pages that are shown in menus, each below the nearest such page "
        f"above it, in the order of the tree; {MAX_LEVELS} levels at most. The home page stands beside the others."
    )


def root() -> type[Root]:
    """Where things are, with the settings that the host has made public."""
    return _root_with(settings_schema())


@cache
def _root_with(settings: type[Schema]) -> type[Root]:
    return create_model("Root", __base__=Root, __doc__=Root.__doc__, settings=(settings, ...))


class Listing(Schema, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(description="Cursor of the next page, or null at the end.")
    previous: str | None = Field(description="Cursor of the previous page, or null at the beginning.")
    count: int | None = Field(description="Number of all items if `count=exact` asks for it.")


class Excerpt(Schema):
    """Where a search found its words."""

    text: str
    html: str = Field(description="The same, escaped, with `mark` around what was found.")


class ListedCard(Card):
    """A card in a list."""

    excerpt: Excerpt | None = Field(description="Where `q` found something in the page's text.")


class Facet(Schema):
    """A value that pages of the list have, and how many of them."""

    value: str
    label: str | None = Field(description="What to call it, where it has a name.")
    count: int


class PageList(Listing[ListedCard]):
    """A list of pages in their short form."""

    facets: dict[str, list[Facet]] | None = Field(
        description="The 100 most frequent values of each facet that `facets` names, as if its own filter were not set."
    )


class ReferenceList(Listing[ReferenceRecord]):
    """A list of references."""


class PublicReference(ReferenceRecord):
    """A reference with the pages that cite, list or summarise it."""

    cited_by: list[Card] = Field(description="The newest 100 of these pages.")
    cited_by_count: int = Field(description="The number of all of them.")


class Topic(Schema):
    """A topic, with the number of pages on it."""

    slug: str
    title: str
    description: str | None
    locale: str
    count: int = Field(description="Number of public pages of the site on this topic.")


class TopicList(Schema):
    """The topics on which there are pages."""

    items: list[Topic]


class SitemapAlternate(Schema):
    """The page in another language."""

    locale: str
    path: str
    url: str


class SitemapEntry(Schema):
    """A page that search engines may list."""

    path: str
    url: str
    locale: str
    updated_at: AwareDatetime | None = Field(description="When the page was last published.")
    alternates: list[SitemapAlternate]


class Sitemap(Listing[SitemapEntry]):
    """The pages that search engines may list."""


class ChangeEntry(Schema):
    """What became of a document."""

    sequence: int = Field(description="Number of the change: each is one more than the one before.")
    kind: Literal["upsert", "delete"]
    id: int = Field(description="Id of the page.")
    type: str
    path: str = Field(description="Where the document is, or where it is not any more.")
    etag: str | None = Field(
        description="Entity tag of the document at that time; null for one that is gone."
    )
    at: AwareDatetime


class ChangeList(Schema):
    """A page of a site's change feed."""

    items: list[ChangeEntry]
    next: str = Field(description="Cursor to go on with, now or later.")
    has_more: bool = Field(description="Whether there is more to be told already.")


class CslItems(RootModel[list[dict[str, Any]]]):
    """References as CSL-JSON, as reference managers and citation processors read it."""


@cache
def document_union() -> type[RootModel[Any]]:
    """The documents of all delivered page types: a union discriminated by `type`."""
    models = tuple(document_schemas())
    union: Any = models[0]
    if len(models) > 1:
        union = Annotated[Union[models], Field(discriminator="type")]  # noqa: UP007
    return create_model("Document", __base__=RootModel[union], __doc__="The document of a page.")


class Fallback(Schema):
    """The page is in another language than the one that was asked for."""

    requested: str
    served: str


class ResolvedRedirect(Schema):
    """The path leads to another address."""

    kind: Literal["redirect"] = "redirect"
    location: str = Field(
        description="A path of the frontend, or an address elsewhere; escaped, as the header `Location` takes it."
    )
    permanent: bool = Field(description="Whether clients may remember it (301 or 308, otherwise 302 or 307).")


@cache
def resolved() -> type[RootModel[Any]]:
    """What a path leads to: a union discriminated by `kind`."""
    kind: Any = Literal["page"]
    page = create_model(
        "ResolvedPage",
        __base__=Schema,
        __doc__="The page at a path.",
        kind=(kind, ...),
        page=(document_union(), ...),
        fallback=(Fallback | None, ...),
    )
    union: Any = Annotated[page | ResolvedRedirect, Field(discriminator="kind")]
    return create_model("Resolved", __base__=RootModel[union], __doc__="What a path leads to.")


class Body(Schema):
    """Base of what is sent: a key with a default may be left out, and one that is not known is refused."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class FormToken(Schema):
    """A token for a form, and the time in which it is accepted."""

    token: str
    not_before: AwareDatetime
    expires_at: AwareDatetime


class SubmissionBody(Body):
    """What a reader sends through the form of a panel."""

    fields: dict[str, Any] = Field(
        description="What was filled in, by the names of the fields, as the panel's `form.schema` says. What may be "
        'left out may also be null or "".'
    )
    token: str = Field(max_length=200, description="From the form's `token_url`.")
    consent: bool | None = Field(
        default=None, description="Has to be true where the form has a `consent`: the reader ticked the box."
    )
    consent_version: int | None = Field(
        default=None, description="The `version` of the consent that the reader saw, where the form has one."
    )
    page: int | None = Field(default=None, description="Id of the page that the form stands on.")
    placement: str | None = Field(
        default=None,
        max_length=100,
        pattern="^[A-Za-z0-9_.:-]*$",
        description="Id of the block of that page that holds the panel.",
    )
    website: str | None = Field(
        default=None, description="The form's `honeypot`: as it is in a field that readers do not see."
    )
    captcha: str | None = Field(
        default=None,
        max_length=8192,
        description="The answer of the captcha, where the form has a `captcha`.",
    )


class SubmissionAnswer(Schema):
    """What became of a submission: the same whether or not the address is known."""

    status: Literal["accepted", "confirmation_sent"] = Field(
        description="`confirmation_sent`: nothing happens before the reader has followed the link in a mail."
    )
    message: str = Field(description="What to show the reader.")
