"""The wire types of previews."""

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, RootModel, create_model

from blocks.call_to_action import CallToAction
from blocks.schemas import Schema
from cms.api.schemas import Body, document_union
from cms.delivery.schemas import Card

__all__ = ["ExchangeBody", "PreviewToken", "preview"]


class ExchangeBody(Body):
    """The code of a preview."""

    code: str = Field(max_length=200, description="As it stood in the address that the editor was led to.")


class PreviewToken(Schema):
    """A bearer token that shows one draft to pages of one origin."""

    token: str
    expires_at: AwareDatetime = Field(description="Later with each use.")


class EditLink(Schema):
    """Where a block is edited."""

    url: str
    label: str = Field(description="What kind of block it is, in the editor's language.")


class EditLinks(Schema):
    """Where the draft is edited."""

    url: str
    blocks: dict[str, EditLink] = Field(description="By the ids of the blocks of `body`.")


class PreviewOf(Schema):
    """What is common to previews."""

    title: str
    locale: str
    shared: bool = Field(
        description="Whether it was opened by a link that somebody shared; else it is what stands in the editor's form."
    )
    created_at: AwareDatetime = Field(description="The draft is as it was then.")
    ends_at: AwareDatetime = Field(
        description="It can not be seen later than that, however often it is looked at."
    )
    in_panel: bool = Field(description="Whether it stands in the panel beside the editor's form.")
    edit: EditLinks | None = Field(description="For who edits it; null for a draft that was never saved.")


class PreviewedCallToAction(PreviewOf):
    """A panel as it would be."""

    kind: Literal["call_to_action"]
    mode: Literal["panel", "sent"] = Field(description="`sent`: what stands there once the form was sent.")
    call_to_action: CallToAction


@cache
def preview() -> type[RootModel[Any]]:
    """What a token shows: a union discriminated by `kind`."""
    kind: Any = Literal["page"]
    mode: Any = Literal["page", "card"]
    page = create_model(
        "PreviewedPage",
        __base__=PreviewOf,
        __doc__="A page as it would be. The `id` of one that was never saved is 0.",
        kind=(kind, ...),
        mode=(mode, Field(description="`card`: as lists show it.")),
        page=(document_union(), ...),
        card=(Card, ...),
    )
    union: Any = Annotated[page | PreviewedCallToAction, Field(discriminator="kind")]
    return create_model("Preview", __base__=RootModel[union], __doc__="A draft.")
