"""The minimal Django site: no middleware, no framework for APIs, a raw cursor. Its answers are what counts as 1."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import path

from tests.bench import by_hand

JSON = "application/json"


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored bytes of a document, by the primary key of their row."""
    found = by_hand.document(pk, request.headers.get("If-None-Match", "").strip('"'))
    if found is None:
        raise Http404
    etag, body = found
    headers = {"ETag": f'"{etag}"'}
    if body is None:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type=JSON, headers=headers)


def newest(request: HttpRequest) -> HttpResponse:
    """The newest cards."""
    return HttpResponse(by_hand.newest(), content_type=JSON)


def on_topic(request: HttpRequest, topic: int) -> HttpResponse:
    """The newest cards on a topic."""
    return HttpResponse(by_hand.on_topic(topic), content_type=JSON)


def search(request: HttpRequest, word: str) -> HttpResponse:
    """The best cards for a word."""
    return HttpResponse(by_hand.search(word), content_type=JSON)


urlpatterns = [
    path("document/<int:pk>", document),
    path("newest", newest),
    path("topic/<int:topic>", on_topic),
    path("search/<str:word>", search),
]
