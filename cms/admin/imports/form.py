"""What an editor says when an import is begun: which files, where to, and how far it may go by itself."""

import zipfile
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Page

from cms.conf import conf
from cms.legacy.steps import KEPT
from cms.legacy.uploads import SUFFIXES
from cms.models import ResearchIndexPage, ResearchSummaryPage

__all__ = ["ImportForm"]

GZIP = b"\x1f\x8b"
"""How every such file begins."""


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several, each of a kind that an import reads; all together of a limited size."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        """The files. Raises ``ValidationError`` that names the one that can not be taken."""
        given = data or [None]
        files: list[UploadedFile[bytes]] = [super(_FilesField, self).clean(each, initial) for each in given]
        for file in files:
            if PurePosixPath(str(file.name).lower()).suffix not in SUFFIXES:
                message = _("“%(file)s” is of a kind that can not be imported. These can: %(kinds)s.")
                raise forms.ValidationError(message % {"file": file.name, "kinds": ", ".join(SUFFIXES)})
            if not _is_what_it_says(file):
                message = _("“%(file)s” is damaged, or no archive at all. Pack it again.")
                raise forms.ValidationError(message % {"file": file.name})
        most = conf.import_upload_megabytes
        if sum(file.size or 0 for file in files) > most * 2**20:
            message = _(
                "That is more than %(most)d MB. Bring less at a time, or ask somebody who looks after the site "
                "to run the command import_legacy."
            )
            raise forms.ValidationError(message % {"most": most})
        return files


def _is_what_it_says(file: "UploadedFile[bytes]") -> bool:
    """Whether an archive is one; another file may hold anything."""
    name = str(file.name).lower()
    if name.endswith(".zip"):
        return zipfile.is_zipfile(file)
    if name.endswith(".gz"):
        file.seek(0)
        return bytes(file.read(len(GZIP))) == GZIP
    return True


class ImportForm(forms.Form):
    """The form; `user` is who sends it. Once it is valid, `parent` is the page in the language that was chosen."""

    uploads = _FilesField(label=gettext_lazy("Files"))
    parent = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label=gettext_lazy("Below which page"),
        help_text=gettext_lazy("The drafts go there. Choose a page that may hold research summaries."),
    )
    locale = forms.ModelChoiceField(
        Locale.objects.all(), label=gettext_lazy("Language of the articles"), empty_label=None
    )
    download = forms.BooleanField(
        label=gettext_lazy("Download pictures and documents"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Those that are not among the files are fetched from the old site and put into the library, once each. "
            "Without this, drafts only say where a picture was."
        ),
    )
    look_up = forms.BooleanField(
        label=gettext_lazy("Look sources up"),
        required=False,
        help_text=gettext_lazy(
            "Asks registries such as Crossref and PubMed for every source with a DOI, PMID or PMCID. That takes "
            "longer; without it sources stay “unverified”, and you can look them up later."
        ),
    )
    redirects = forms.BooleanField(
        label=gettext_lazy("Redirect old addresses"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Whoever follows an old link finds the article here, once it is published."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish what was published on the old site"),
        required=False,
        help_text=gettext_lazy(
            "Without this everything becomes a draft, which is the safe choice: somebody reads each article before "
            "readers do. What is not complete stays a draft either way."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        files, parent, locale = (self.fields[name] for name in ("uploads", "parent", "locale"))
        files.widget.attrs["accept"] = ",".join(SUFFIXES)
        files.help_text = _(
            "Text, HTML and saved web pages, a WordPress export (.xml), or a ZIP of them. Several may be chosen at "
            "once; together at most %(most)d MB. They are kept until the import is finished or discarded, and no "
            "longer than %(days)d days."
        ) % {"most": conf.import_upload_megabytes, "days": KEPT.days}
        places = ResearchSummaryPage.allowed_parent_page_models()
        parent.widget = AdminPageChooser(target_models=places)
        parent.initial = self._likely_place()
        locale.initial = Locale.get_active().pk
        if Locale.objects.count() == 1:
            locale.widget = forms.HiddenInput()

    def _likely_place(self) -> Page | None:
        """Where the newest summary in the language offered stands; the only index; nothing if that is not clear."""
        here = Locale.get_active()
        newest = ResearchSummaryPage.objects.filter(locale=here).order_by("-pk").first()
        indexes = ResearchIndexPage.objects.filter(locale=here)[:2]
        places = [newest.get_parent()] if newest else list(indexes)
        return places[0] if len(places) == 1 and self._may_hold(places[0]) else None

    def _may_hold(self, page: Page) -> bool:
        return bool(
            ResearchSummaryPage.can_create_at(page.specific)
            and page.permissions_for_user(self.user).can_add_subpage()
        )

    def clean(self) -> dict[str, Any]:
        """Whether the user may do by hand what the import would do, and whether pages may stand there."""
        values = super().clean() or {}
        parent, locale = values.get("parent"), values.get("locale")
        if parent is None or locale is None:
            return values
        if parent.locale_id != locale.pk:
            translation = parent.get_translation_or_none(locale)
            if translation is None:
                message = _("“%(page)s” has no translation into this language: %(language)s.")
                names = {"page": parent.get_admin_display_title(), "language": locale}
                self.add_error("parent", message % names)
                return values
            parent = translation
        names = {"page": parent.get_admin_display_title()}
        if not ResearchSummaryPage.can_create_at(parent.specific):
            self.add_error("parent", _("No research summary may stand below “%(page)s”.") % names)
        elif not parent.permissions_for_user(self.user).can_add_subpage():
            self.add_error("parent", _("You may not add pages below “%(page)s”.") % names)
        elif values.get("publish") and not parent.permissions_for_user(self.user).can_publish_subpage():
            self.add_error("publish", _("You may not publish pages below “%(page)s”.") % names)
        return {**values, "parent": parent}
