"""The form of a reference: plain fields for people, which become the CSL-JSON record that is kept."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.admin import reference_types
from cms.admin.admin_urls import merge_url, reference_url
from cms.admin.reference_widgets import DateInput, NamesInput, TypeSelect
from cms.bibliography.form import CSL_FIELDS, FormError, from_form, to_form
from cms.bibliography.identifiers import parse
from cms.models import Reference

__all__ = ["PREFIX", "ReferenceCreationForm", "ReferenceForm"]

PREFIX = "record_"
"""The fields of the record have names of their own: the model's columns of the same meaning are derived."""

MAX_NAMES_TEXT = 400_000
"""Characters: a paper can have thousands of authors."""

IDENTIFIERS = ("doi", "pmid", "pmcid")


def _line(label: Any, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    kwargs.setdefault("required", False)
    return forms.CharField(
        label=label, help_text=help_text, max_length=kwargs.pop("max_length", 2048), **kwargs
    )


def _names(label: Any, help_text: Any) -> forms.CharField:
    return _line(label, help_text, widget=NamesInput(attrs={"rows": 4}), max_length=MAX_NAMES_TEXT)


def _date(label: Any, help_text: Any) -> forms.CharField:
    return _line(label, help_text, widget=DateInput(), max_length=100)


NAMES_HELP = _(
    "One name on each line, as “Family name, Given names”: “Zhou, Tianbiao”. "
    "A group or an organisation stands alone on its line; if its name has a comma, put it in braces: "
    "“{Task Group, Example Society}”."
)


class RecordForm(WagtailAdminModelForm):
    """Fields of a record, converted in both directions; what the form does not know stays in the record."""

    record_type = forms.ChoiceField(
        label=_("Type"), choices=reference_types.choices, initial="article-journal", widget=TypeSelect
    )
    record_title = _line(
        _("Title"),
        _("As printed, with its subtitle."),
        required=True,
        max_length=5000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )
    record_authors = _names(_("Authors"), NAMES_HELP)
    record_container_title = _line(_("Journal, book or website"), _("Where it appeared, in full."))
    record_issued = _date(
        _("Date"),
        _(
            "As exactly as it is known: 2020-04-03, 2020-04, 2020 or 2020 Spring; 2013-01/2013-03 for a span of time."
        ),
    )
    record_doi = _line(_("DOI"), _("Such as 10.1155/2020/6518508. You may paste the whole address."))
    record_pmid = _line(_("PMID"), _("The number in PubMed, or its address there."))
    record_pmcid = _line(
        _("PMCID"), _("The number in PubMed Central, such as PMC7157802, or its address there.")
    )
    record_url = _line(_("Web address"), _("Only if there is no DOI, or to a free copy. With https://."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self._names(to_form(self.instance.csl)).items():
            if text:
                self.initial.setdefault(name, text)
        self._keep_unknown_type()

    def _names(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a record under the names that their fields have here."""
        return {PREFIX + name: value for name, value in values.items() if PREFIX + name in self.fields}

    def _keep_unknown_type(self) -> None:
        kind = self.initial.get("record_type")
        field: Any = self.fields["record_type"]
        if kind and kind not in {**reference_types.USUAL, **reference_types.OTHER}:
            field.choices = [*field.choices, (kind, kind)]

    def clean(self) -> dict[str, Any]:
        """Makes the record; what is wrong with it stands at the field that is wrong."""
        cleaned: dict[str, Any] = super().clean()
        self._move_misplaced(cleaned)
        names = {PREFIX + name: name for name in CSL_FIELDS}
        values = {names[field]: value for field, value in cleaned.items() if field in names}
        try:
            self.instance.csl = from_form(values, base=self.instance.csl)
        except FormError as error:
            for name, message in error.errors.items():
                self.add_error(PREFIX + name if PREFIX + name in self.fields else None, message)
            with suppress(FormError):
                # What is right in it is looked up in the library, so that a duplicate is reported at once too.
                right = {name: value for name, value in values.items() if name not in error.errors}
                self.instance.csl = from_form(right, base=self.instance.csl)
        return cleaned

    def _move_misplaced(self, cleaned: dict[str, Any]) -> None:
        """An identifier that was pasted into the field of another one goes where it belongs, if that field is empty."""
        for name in IDENTIFIERS:
            found = parse(cleaned.get(PREFIX + name) or "")
            if found is not None and found.kind != name and not cleaned.get(PREFIX + found.kind):
                cleaned[PREFIX + found.kind], cleaned[PREFIX + name] = found.value, ""

    def _update_errors(self, errors: ValidationError) -> None:
        """What the model says about the record as a whole is said at the fields of this form."""
        about_record = errors.error_dict.pop("csl", []) if hasattr(errors, "error_dict") else []
        already = bool(self.errors)
        for error in about_record:
            if error.code == "duplicate":
                self._add_duplicate(error)
            elif not already:
                self.add_error(None, error)
        if getattr(errors, "error_dict", True):
            super()._update_errors(errors)

    def _add_duplicate(self, error: ValidationError) -> None:
        """Says which record it is, leads there, and offers to make one of the two where there are two."""
        params = dict(error.params or {})
        field = PREFIX + str(params.get("kind", "")).lower()
        twin = Reference.objects.filter(key=params.get("key")).first()
        if twin is None or field not in self.fields:
            self.add_error(field if field in self.fields else None, error)
            return
        ways = [(reference_url("edit", twin.pk), _("Open that record"))]
        if self.instance.pk:
            ways.append((merge_url(self.instance.pk, twin.pk), _("Merge the two …")))
        links = format_html_join(" · ", '<a href="{}" target="_blank" rel="noreferrer">{}</a>', ways)
        self.add_error(field, format_html("{} {}", " ".join(error.messages), links))


class ReferenceForm(RecordForm):
    """The whole record."""

    record_editors = _names(_("Editors"), _("Of a book. Written like the authors."))
    record_container_title_short = _line(
        _("Abbreviated journal title"), _("As in PubMed, such as “Stem Cells Int”.")
    )
    record_collection_title = _line(_("Series"), _("The series in which it appeared."))
    record_event_title = _line(_("Conference"), _("Its name, such as “EULAR Congress 2024”."))
    record_genre = _line(
        _("Kind"), _("Such as “PhD thesis” or “Clinical trial registration”."), max_length=200
    )
    record_edition = _line(_("Edition"), _("Its number, or in words."), max_length=100)
    record_number = _line(_("Number"), _("Of the report, the registration or the guideline."), max_length=200)
    record_accessed = _date(
        _("Looked at on"), _("When somebody saw it there; for what may change or vanish.")
    )
    record_volume = _line(_("Volume"), max_length=100)
    record_issue = _line(_("Issue"), max_length=100)
    record_page = _line(_("Pages"), _("Such as 123–130, or the article number."), max_length=100)
    record_publisher = _line(_("Publisher"))
    record_publisher_place = _line(_("Place"), _("Of the publisher."))
    record_isbn = _line(_("ISBN"), _("Of a book. Its check digit is checked."), max_length=100)
    record_issn = _line(_("ISSN"), _("Of a journal, such as 1687-966X."), max_length=100)


class ReferenceCreationForm(RecordForm):
    """What is enough to cite a publication at once; the rest can be added later. An identifier alone is enough too:
    whoever saves the form looks it up."""

    field_order = ("lookup",)

    lookup = forms.CharField(
        label=_("Look it up"),
        required=False,
        max_length=2048,
        help_text=_(
            "A DOI, PMID, PMCID or address: the registries know the rest, and you can leave all else empty."
        ),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Reference
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[PREFIX + "title"].required = not self.wanted

    @property
    def wanted(self) -> str:
        """The identifier that is to be looked up; empty if the record is typed."""
        return str(self.data.get(self.add_prefix("lookup"), "")).strip() if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data if self.wanted else super().clean()

    def _post_clean(self) -> None:
        if not self.wanted:
            super()._post_clean()
