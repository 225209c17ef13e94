"""Which form of a page a client gets, by what it says that it accepts."""

import pytest
from rest_framework.exceptions import NotAcceptable
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from cms.api.negotiation import JSONPassThrough, MarkdownPassThrough, Negotiation

OFFERED = (JSONPassThrough, MarkdownPassThrough)


class View(APIView):
    """Answers in the form that was negotiated."""

    renderer_classes = OFFERED
    content_negotiation_class = Negotiation
    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        return Response("# Größe\n".encode())


def media_type(accept: str) -> str:
    request = Request(APIRequestFactory().get("/", headers={"accept": accept} if accept else {}))
    renderer, chosen = Negotiation().select_renderer(request, [offered() for offered in OFFERED])
    assert renderer.media_type == chosen
    return chosen


@pytest.mark.parametrize(
    "accept",
    [
        "text/markdown",
        "text/markdown;charset=utf-8",
        "Text/Markdown",
        "text/*",
        "text/markdown, application/json;q=0.9",
        "application/json;q=0.5, text/markdown;q=0.8",
        "text/markdown, */*;q=0.1",
    ],
)
def test_a_client_that_asks_for_markdown_gets_it(accept: str) -> None:
    assert media_type(accept) == "text/markdown"


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        "application/*",
        "text/markdown;q=0.1, */*",
        "text/markdown;q=0, */*;q=0.1",
    ],
)
def test_every_other_client_gets_json(accept: str) -> None:
    assert media_type(accept) == "application/json"


def test_a_client_that_takes_neither_is_told_so() -> None:
    with pytest.raises(NotAcceptable):
        media_type("image/png")


def test_the_bytes_pass_through_with_their_character_set() -> None:
    answer = View.as_view()(APIRequestFactory().get("/", headers={"accept": "text/markdown"}))
    answer.render()
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.content == "# Größe\n".encode()
