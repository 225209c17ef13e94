"""A refused publication is an answer, not a crash: whichever view it came from, the reader learns what is missing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.utils.deprecation import MiddlewareMixin

from cms.admin.refusals import edit_url_of, explain
from cms.models import PublishRefused

__all__ = ["PublishRefusedMiddleware"]


class PublishRefusedMiddleware(MiddlewareMixin):
    """Turns `PublishRefused` into a message and the edit view, or for machines into a problem document (RFC 9457).

    The views that check the editor's form never get here: this is for bulk actions, workflows and a host's own views.
    """

    get_response: Callable[[HttpRequest], HttpResponse]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer for a refused publication; None for any other exception."""
        if not isinstance(exception, PublishRefused):
            return None
        if not (_in_admin(request) and request.accepts("text/html")):
            return _problem(exception)
        explain(request, exception)
        address = edit_url_of(request, exception.instance) or reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's dialogs follow this step; a redirect they would show inside the dialog.
            return JsonResponse({"step": "success", "redirect": address})
        return HttpResponseRedirect(address)


def _in_admin(request: HttpRequest) -> bool:
    try:
        return request.path.startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:
        return False


def _problem(refusal: PublishRefused) -> JsonResponse:
    errors = [
        {"field": name, "code": "incomplete", "detail": message}
        for name, messages in refusal.message_dict.items()
        for message in messages
    ]
    problem = {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": str(refusal),
        "errors": errors,
        # What Wagtail's editor reads when it saves in the background.
        "success": False,
        "error_code": "publish_refused",
        "error_message": str(refusal),
    }
    return JsonResponse(problem, status=422, content_type="application/problem+json")
