"""The wire types that blocks share: what a frontend developer sees of a rich text, a link or an image."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from blocks.portable_text import Node

__all__ = [
    "DocumentLink",
    "EmbedData",
    "FocalPoint",
    "Image",
    "ImageSource",
    "Link",
    "PageLink",
    "RichText",
    "Schema",
    "SnippetLink",
    "SocialLink",
    "SrcSetEntry",
]


class Schema(BaseModel):
    """Base of everything on the wire: immutable, exact, and with every key always present."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )


class RichText(Schema):
    """Formatted text, twice: sanitised HTML, and Portable Text nodes that say the same."""

    html: str = Field(description="Sanitised HTML; empty when there is no text.")
    nodes: list[Node] = Field(description="The same text as Portable Text.")


class PageLink(Schema):
    """A public page of the same site."""

    kind: Literal["page"] = "page"
    id: int
    type: str = Field(description="The page's type, as in its document; “page” if it is not delivered here.")
    title: str
    path: str = Field(description="Path on the frontend, with a leading slash.")
    url: str
    locale: str


class DocumentLink(Schema):
    """A public file of the document library."""

    kind: Literal["document"] = "document"
    id: int
    title: str
    url: str
    filename: str
    size: int | None = Field(description="Size in bytes, if known.")
    content_type: str


class SnippetLink(Schema):
    """A public object of a host's own snippet model that has no wire type of its own."""

    model: str = Field(description="“app.model”, in lower case.")
    id: int | str
    title: str


class Link(Schema):
    """Where a link leads: `href` is ready to use; `target` says what it is when it is ours."""

    text: str
    description: str | None
    href: str
    target: PageLink | DocumentLink | None


class SocialLink(Schema):
    """An account elsewhere."""

    name: str = Field(description="What it is called, such as “Mastodon”.")
    url: str


class FocalPoint(Schema):
    """The point of an image that should stay visible when it is cropped, as fractions of width and height."""

    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)


class SrcSetEntry(Schema):
    """One size of an image; `width` is in pixels."""

    src: str
    width: int


class ImageSource(Schema):
    """One format of an image in several sizes, smallest first: a `<source>` of a `<picture>`."""

    type: str = Field(description="Media type, such as image/avif.")
    srcset: list[SrcSetEntry]


class Image(Schema):
    """An image with everything a `<picture>` needs; an empty `alt` means that it is decorative."""

    alt: str
    src: str = Field(description="The largest rendition in a format every browser reads.")
    width: int
    height: int
    focal_point: FocalPoint | None
    sources: list[ImageSource] = Field(description="Best format first.")
    dominant_color: str | None = Field(description="#rrggbb, for a placeholder while the image loads.")


class EmbedData(Schema):
    """What is known about an embedded resource; HTML of the provider is never passed on."""

    url: str
    title: str | None
    provider: str | None
    author: str | None
    thumbnail_url: str | None
    width: int | None
    height: int | None
    player_url: str | None = Field(description="Address for an iframe, if the provider gave one over HTTPS.")
