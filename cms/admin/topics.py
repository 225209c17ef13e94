"""A topic that is added from within the form of a page."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.actions.create import CreateAction
from wagtail.models import Locale

from cms.models import Topic

__all__ = ["topic_urls"]


@method_decorator(never_cache, name="dispatch")
class AddTopicView(View):
    """`POST title=…&locale=…` answers with `{"id": …, "title": …}`, or with `{"message": …}` and 400 or 403. A topic
    that is there already is answered with, so that nobody adds it twice."""

    def get(self, request: HttpRequest) -> JsonResponse:
        """Whether the user may add one."""
        return JsonResponse({"allowed": _may_add(request.user)})

    def post(self, request: HttpRequest) -> JsonResponse:
        locale = Locale.objects.filter(pk=_number(request.POST.get("locale", ""))).first()
        locale = locale or Locale.get_default()
        title = request.POST.get("title", "").strip()
        there = Topic.objects.filter(locale=locale, title__iexact=title).first()
        if there is not None:
            return JsonResponse({"id": there.pk, "title": there.title})
        if not _may_add(request.user):
            return JsonResponse({"message": _("You are not allowed to add topics.")}, status=403)
        form = _viewset().chooser_viewset.creation_form_class({"title": title}, instance=Topic(locale=locale))
        if not form.is_valid():
            messages = [message for errors in form.errors.values() for message in errors]
            return JsonResponse({"message": " ".join(messages)}, status=400)
        topic = CreateAction(form.instance, user=request.user, form=form).execute(skip_permission_checks=True)
        return JsonResponse({"id": topic.pk, "title": topic.title})


def _viewset() -> Any:
    return Topic.snippet_viewset


def _may_add(user: Any) -> bool:
    return bool(_viewset().permission_policy.user_has_permission(user, "add"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def topic_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [path("topics/add-in-place/", AddTopicView.as_view(), name="cms_add_topic")]
