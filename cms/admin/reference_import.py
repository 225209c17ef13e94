"""Editors bring references from other programs: they see what would become of each entry, and then decide.

Between the two steps the text travels in the form, compressed and signed: nothing is kept on the server, and any
machine can answer the second step.
"""

from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.bibliography.exchange import FORMATS, Reading, read
from cms.bibliography.exchange.decoding import decoded
from cms.importing.records import import_reading
from cms.importing.report import Report
from cms.models import Reference

__all__ = ["ImportForm", "ImportView"]

MAX_UPLOAD = 2 * 2**20
MAX_ENTRIES = 300
"""How many entries one request takes in within half a minute."""
MAX_CARRIED = 2_000_000
"""What Django takes in a form is 2.5 MB (`DATA_UPLOAD_MAX_MEMORY_SIZE`)."""
HOURS_TO_DECIDE = 12
USE_THE_COMMAND = gettext_lazy(
    "Split it, or ask somebody who looks after the site to run the command import_references."
)


class ImportForm(forms.Form):
    """A file or a text, and its format."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(
            "A file that a reference manager or a database has saved: Zotero, EndNote, Mendeley, JabRef, PubMed (“Send "
            "to: Citation manager”). At most 2 MB."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        max_length=MAX_UPLOAD,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("For example a BibTeX entry from the page of an article."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        required=False,
        choices=[("", gettext_lazy("Recognise it")), *((name, each.label) for name, each in FORMATS.items())],
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 2 MB.") + f" {USE_THE_COMMAND}")
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file, text = values.get("file"), values.get("text", "")
        if self.errors:
            return values
        if file is None and not text.strip():
            raise forms.ValidationError(_("Choose a file, or paste a text."))
        if file is not None and text.strip():
            raise forms.ValidationError(_("Choose a file or paste a text, not both."))
        self.source = file.name or "" if file is not None else _("Pasted text")
        data = file.read() if file is not None else text
        self.reading = read(data, values.get("format") or None)
        count = len(self.reading.records)
        if count > MAX_ENTRIES:
            message = _("There are %(count)d entries, and at most %(most)d are imported at a time.")
            raise forms.ValidationError(
                f"{message % {'count': count, 'most': MAX_ENTRIES}} {USE_THE_COMMAND}"
            )
        content = {"text": decoded(data)[0], "format": self.reading.format, "source": self.source}
        self.carried = signing.dumps(content, salt=self.salt, compress=True) if count else ""
        if len(self.carried) > MAX_CARRIED:
            raise forms.ValidationError(_("There is too much text in it.") + f" {USE_THE_COMMAND}")
        return values

    source = ""
    reading: Reading
    carried = ""
    salt = ""


class ImportView(WagtailAdminTemplateMixin, PermissionCheckedMixin, View):
    """The form; what an import would do; what it did."""

    model = Reference
    permission_required = "add"
    page_title = gettext_lazy("Import references")
    header_icon = "upload"
    template_name = "cms/admin/reference_import.html"
    index_url_name = ""
    edit_url_name = ""
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=ImportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The first step brings a file, the second one what the first has signed."""
        if "carried" in request.POST:
            return self.decided(request.POST["carried"])
        form = ImportForm(request.POST, request.FILES)
        form.salt = self.salt
        if not form.is_valid():
            return self.show(form=form)
        report = import_reading(form.reading, source=form.source, at=timezone.now(), dry_run=True)
        return self.show(report=report, carried=form.carried if report.changes else "")

    def decided(self, carried: str) -> HttpResponse:
        """Do it."""
        try:
            content = signing.loads(carried, salt=self.salt, max_age=HOURS_TO_DECIDE * 3600)
        except signing.BadSignature:
            messages.error(
                self.request, _("That was too long ago. Choose the file again; nothing was imported.")
            )
            return self.show(form=ImportForm())
        report = import_reading(
            read(content["text"], content["format"]),
            source=content["source"],
            at=timezone.now(),
            user=self.request.user,
        )
        count = report.changes
        text = ngettext(
            "%(count)d reference was added or completed.",
            "%(count)d references were added or completed.",
            count,
        )
        (messages.success if count else messages.warning)(self.request, text % {"count": count})
        return self.show(report=report)

    @property
    def salt(self) -> str:
        """What is signed for one editor is worth nothing to another."""
        return f"cms.admin.reference_import.{self.request.user.pk}"

    def show(
        self, *, form: ImportForm | None = None, report: Report | None = None, carried: str = ""
    ) -> HttpResponse:
        """The page in one of its three states."""
        context = self.get_context_data(
            form=form, report=report, carried=carried, edit_url_name=self.edit_url_name
        )
        context["index_url"] = reverse(self.index_url_name)
        context["format"] = FORMATS[report.format].label if report and report.format else ""
        status = 422 if form is not None and form.is_bound else 200
        response: HttpResponse = self.render_to_response(context, status=status)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, references, import."""
        label = Reference._meta.verbose_name_plural
        here = {"url": "", "label": self.page_title}
        items: list[dict[str, Any]] = [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": str(label).capitalize()},
            here,
        ]
        return items
