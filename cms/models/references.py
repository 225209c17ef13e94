"""The library of references: bibliographic records, edited once and cited on many pages."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin
from wagtail.search import index

from cms.bibliography import csl as csl_json
from cms.models.changes import ChangesContent
from cms.models.usage import ProtectedWhileUsed

__all__ = ["Integrity", "MergedReference", "Origin", "Reference", "Verification"]

NOT_OF_A_VERSION = (
    "integrity", "notices", "checked_at", "next_check_at", "look_up_at", "origin", "retrieved_at",
)  # fmt: skip
"""What is not edited, but found out about the work: it holds for every version of the record."""


class Verification(models.TextChoices):
    """Whether somebody or something confirmed the record against a source."""

    UNVERIFIED = "unverified", _("Unverified")
    VERIFIED = "verified", _("Verified")


class Integrity(models.TextChoices):
    """What the registries say has become of a publication since it appeared; the gravest of its notices counts."""

    UNCHECKED = "unchecked", _("Not checked yet")
    CLEAN = "clean", _("No notice found")
    CORRECTED = "corrected", _("Corrected")
    CONCERN = "concern", _("Expression of concern")
    RETRACTED = "retracted", _("Retracted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOT_FOUND = "not_found", _("Not found in any registry")


class Origin(models.TextChoices):
    """Where a record came from."""

    HAND = "hand", _("Typed in by hand")
    FILE = "file", _("Imported from a file")
    CROSSREF = "crossref", "Crossref"
    PUBMED = "pubmed", "PubMed"
    EUROPE_PMC = "europepmc", "Europe PMC"
    DATACITE = "datacite", "DataCite"


class Reference(ChangesContent, ProtectedWhileUsed, index.Indexed, RevisionMixin, models.Model):
    """A bibliographic record as CSL-JSON. Identifiers, type, title and year are derived from it when it is saved."""

    key = models.CharField(
        _("citation key"),
        max_length=120,
        unique=True,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9_-]*\Z", _("Use lower-case letters, digits, hyphens."))],
        help_text=_(
            "How this reference is named in documents, such as “zhou2020”. Made by itself if left empty."
        ),
    )
    csl = models.JSONField(_("record (CSL-JSON)"), default=dict)
    type = models.CharField(_("type"), max_length=40, editable=False, db_index=True)
    title = models.TextField(_("title"), editable=False)
    year = models.SmallIntegerField(_("year"), null=True, editable=False, db_index=True)
    doi = models.CharField(_("DOI"), max_length=255, null=True, editable=False, unique=True)  # noqa: DJ001 - unique if given
    pmid = models.CharField(_("PMID"), max_length=20, null=True, editable=False, unique=True)  # noqa: DJ001
    pmcid = models.CharField(_("PMCID"), max_length=20, null=True, editable=False, unique=True)  # noqa: DJ001
    verification = models.CharField(
        _("verification"),
        max_length=20,
        choices=Verification.choices,
        default=Verification.UNVERIFIED,
        db_index=True,
        help_text=_(
            "“Verified” only after somebody compared the record with the publication or a library's record."
        ),
    )
    origin = models.CharField(
        _("where the record came from"),
        max_length=20,
        choices=Origin.choices,
        default=Origin.HAND,
        editable=False,
    )
    retrieved_at = models.DateTimeField(_("when it came from there"), null=True, editable=False)
    look_up_at = models.DateTimeField(
        _("when a registry is asked for the record again"), null=True, editable=False, db_index=True
    )
    """Set while nothing but an identifier is known: such a record needs no title yet, but no page can be published
    that cites it. A title ends it, wherever it comes from."""
    integrity = models.CharField(
        _("integrity"),
        max_length=20,
        choices=Integrity.choices,
        default=Integrity.UNCHECKED,
        editable=False,
        db_index=True,
    )
    notices = models.JSONField(_("notices"), default=list, editable=False)
    checked_at = models.DateTimeField(_("last check"), null=True, editable=False)
    next_check_at = models.DateTimeField(_("next check"), null=True, editable=False, db_index=True)
    note = models.TextField(
        _("note for editors"), blank=True, help_text=_("What is odd about the record. It is not published.")
    )
    revisions_relation = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.AutocompleteField("key"),
        index.SearchField("authors_text"),
        index.AutocompleteField("authors_text"),
        index.SearchField("identifiers_text"),
        index.AutocompleteField("identifiers_text"),
        index.FilterField("type"),
        index.FilterField("year"),
        index.FilterField("verification"),
        index.FilterField("integrity"),
        index.FilterField("origin"),
    ]

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["-year", "title"]

    def __str__(self) -> str:
        return f"{self.key}: {self.title}" if self.title else self.key

    @property
    def authors_text(self) -> str:
        """Names of the authors, for search and lists."""
        return "; ".join(str(name) for name in csl_json.authors_of(self.csl))

    @property
    def authors_short(self) -> str:
        """One or two family names, or the first with "et al.", for narrow columns."""
        names = [name.surname or name.literal for name in csl_json.authors_of(self.csl)]
        return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)

    @property
    def identifiers_text(self) -> str:
        """DOI, PMID and PMCID, for search."""
        return " ".join(value for value in (self.doi, self.pmid, self.pmcid) if value)

    def derive(self) -> None:
        """Set what follows from the record: identifiers, type, title, year, and the key if there is none."""
        identifiers = csl_json.identifiers_of(self.csl)
        self.doi, self.pmid, self.pmcid = (identifiers.get(kind) or None for kind in ("doi", "pmid", "pmcid"))
        self.type = str(self.csl.get("type") or "")
        self.title = csl_json.title_of(self.csl)
        self.year = csl_json.year_of(self.csl)
        if self.title:
            self.look_up_at = None  # whoever typed it in waits for nothing; it is checked like any other
        if not self.key:
            others = Reference.objects.exclude(pk=self.pk).values_list("key", flat=True)
            merged = MergedReference.objects.values_list("key", flat=True)
            self.key = csl_json.citation_key(self.csl, taken={*others, *merged})
        self.csl = {**self.csl, "id": self.key}

    def with_content_json(self, content: Any) -> Any:
        """An earlier version of the record, with what is known of the work today: a retraction is not reverted."""
        found = super().with_content_json(content)
        for name in NOT_OF_A_VERSION:
            setattr(found, name, getattr(self, name))
        return found

    def clean(self) -> None:
        """Raises `ValidationError` that names the faulty part of the record, or the record that is a duplicate."""
        super().clean()
        if not isinstance(self.csl, dict):
            raise ValidationError(
                {"csl": ValidationError(_("The record has to be one CSL-JSON object."), code="not_csl")}
            )
        problems = [
            problem
            for problem in csl_json.validate(self.csl)
            if not (self.look_up_at is not None and problem.field == "title")
        ]
        if problems:
            lines = [
                ValidationError(f"{problem.field}: {problem.message}", code="not_csl") for problem in problems
            ]
            raise ValidationError({"csl": lines})
        self.derive()
        errors: dict[str, Any] = {}
        merged = MergedReference.objects.filter(key=self.key).select_related("reference").first()
        if merged is not None:
            message = _(
                "“%(key)s” was the key of a record that is now a part of “%(kept)s”, and leads there."
            )
            params = {"key": self.key, "kept": merged.reference.key}
            errors["key"] = [ValidationError(message, code="merged", params=params)]
        for name in ("doi", "pmid", "pmcid"):
            value = getattr(self, name)
            twin = Reference.objects.exclude(pk=self.pk).filter(**{name: value}).first() if value else None
            if twin is not None:
                message = _("%(kind)s %(value)s is in the library already, as “%(key)s”.")
                params = {"kind": name.upper(), "value": value, "key": twin.key}
                errors.setdefault("csl", []).append(ValidationError(message, code="duplicate", params=params))
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.derive()
        super().save(*args, **kwargs)


class MergedReference(models.Model):
    """The citation key of a record that was merged into another: whoever asks for it is led to the kept one."""

    key = models.CharField(max_length=120, unique=True)
    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.key
