"""Previews of what only a frontend can show. What makes them stands higher up, and registers itself when the app is
ready."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

__all__ = ["PreviewedOnFrontend", "register_preview"]

Serve = Callable[[Any, Any, str], HttpResponse]
_serve: list[Serve] = []


def register_preview(serve: Serve) -> None:
    """Called with the object as it is in the form, the editor's request and the mode."""
    _serve[:] = [serve]


class PreviewedOnFrontend:
    """A model whose previews are shown by the frontend."""

    @property
    def is_previewed_on_frontend(self) -> bool:
        """Whether they really are, for this object; otherwise Wagtail shows it, with a template."""
        return True

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Wagtail makes up a request for the page's own address here. Nothing is drawn on this server, so the editor's
        own request will do: it says who is signed in, and where."""
        if not self.is_previewed_on_frontend:
            made: HttpResponse = super().make_preview_request(  # type: ignore[misc]
                original_request, preview_mode, extra_request_attrs
            )
            return made
        request: Any = original_request or HttpRequest()
        for name, value in (extra_request_attrs or {}).items():
            setattr(request, name, value)
        return self.serve_preview(request, preview_mode or "")

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        """The way to the frontend, with a code that shows this object once."""
        if not self.is_previewed_on_frontend:
            served: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]
            return served
        return _serve[0](self, request, mode_name)
