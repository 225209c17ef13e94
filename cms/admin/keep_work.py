"""What keeps an editor's work when the connection, the login or the server fails: the answers that the scripts in
`static/cms/admin/keep-work/` need, and the form that is drawn again from a kept copy."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, EditView

__all__ = [
    "RESTORE",
    "SavedByHandCreateView",
    "SavedByHandEditView",
    "keep_work_config",
    "keep_work_scripts",
    "keep_work_urls",
]

RESTORE = "cms-restore"
"""The field by which a form that is saved by hand is asked to show what is sent, and to save nothing."""

TEXTS = {
    "notSaved": _("What you typed is not saved yet. It stays here."),
    "away": _(
        "There is no connection to the server. Go on writing, and leave this page open: what you type is saved by "
        "itself when the connection is back."
    ),
    "awayByHand": _(
        "There is no connection to the server, so nothing was saved. What you typed stays here: save again when the "
        "connection is back."
    ),
    "out": _(
        "You are no longer logged in, so nothing can be saved. What you typed stays here: log in again in another tab, "
        "and then come back to this one."
    ),
    "other": _(
        "Somebody else is logged in with this browser now, so nothing is saved from here. Log in again as yourself in "
        "another tab, and then come back to this one."
    ),
    "login": _("Log in again"),
    "conflict": _(
        "Somebody else has saved this while you had it open. What you typed stays here and is not saved. If you save, "
        "yours becomes the newest version; theirs stays in the history."
    ),
    "copy": _("A copy is kept in this browser."),
    "latest": _("See what they saved"),
    "failed": _(
        "The server could not save this. What you typed stays here. If trying again does not help, tell whoever looks "
        "after this site."
    ),
    "again": _("Try again"),
    "back": _("Everything is saved again."),
    "pressAgain": _(
        "Everything is saved again, as a draft. The button did nothing while that was not possible: press it again."
    ),
    "ready": _("You are connected and logged in. You can save now."),
    "found": _("You wrote something here that was not saved; this browser has kept it since {when}."),
    "restore": _("Bring it back"),
    "discard": _("Throw it away"),
    "full": _("This browser has no room for a copy: copy long texts before you leave this page."),
    "hide": _("Close"),
    "region": _("Your work"),
}


@method_decorator(never_cache, name="dispatch")
class SessionView(View):
    """Whether one is still logged in, and as whom: `{"user": "7", "csrf": …}`. Wagtail answers others with a 403."""

    def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"user": str(request.user.pk), "csrf": get_token(request)})


class LoggedInView(WagtailAdminTemplateMixin, View):
    """Where one arrives who had to log in again, and has a form open in another tab."""

    template_name = "cms/admin/logged_in.html"
    page_title = _("You are logged in again")
    header_icon = "check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page


class SavedByHand:
    """Without drafts whatever is saved is public at once, so nothing is saved while somebody is still typing."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Saves; or shows what was kept in the browser, which is not saved before somebody has looked at it."""
        if RESTORE in request.POST:
            messages.warning(request, _("This is what was kept in your browser. It is not saved yet."))
            self.form = self.get_form()  # type: ignore[attr-defined]
            context = self.get_context_data(form=self.form)  # type: ignore[attr-defined]
            shown: HttpResponse = self.render_to_response(context)  # type: ignore[attr-defined]
            return shown
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class SavedByHandCreateView(SavedByHand, CreateView):
    """Adds an object that has no drafts."""


class SavedByHandEditView(SavedByHand, EditView):
    """Edits an object that has no drafts."""


def keep_work_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("keep-work/session/", SessionView.as_view(), name="cms_session"),
        path("keep-work/logged-in/", LoggedInView.as_view(), name="cms_logged_in"),
    ]


def keep_work_config() -> SafeString:
    """Hook `insert_editor_js`: addresses and words for the scripts of forms."""
    login = f"{reverse('wagtailadmin_login')}?next={reverse('cms_logged_in')}"
    config = {
        "session": reverse("cms_session"),
        "login": login,
        "restore": RESTORE,
        "texts": {name: str(text) for name, text in TEXTS.items()},
    }
    sources = ((static(f"cms/admin/keep-work/{name}.js"),) for name in ("asking", "banner", "guard"))
    scripts = format_html_join("\n", '<script defer src="{}"></script>', sources)
    return format_html("{}\n{}", json_script(config, "cms-keep-config"), scripts)


def keep_work_scripts() -> SafeString:
    """Hook `insert_global_admin_js`: what forgets the copies after saving, and after logging out."""
    return format_html(
        '<script defer src="{}" data-logout="{}"></script>',
        static("cms/admin/keep-work/copies.js"),
        reverse("wagtailadmin_logout"),
    )
