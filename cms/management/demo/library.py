"""Fills the library: references, topics, people, pictures and panels. What is there already stays as it is."""

from collections.abc import Iterable
from typing import TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale, RevisionMixin

from cms.management.demo.data import DemoDataError, Record, fingerprint
from cms.management.demo.ledger import Ledger
from cms.management.demo.pictures import draw
from cms.models import CallToAction, Origin, Person, Reference, Topic

__all__ = ["Library"]

Made = TypeVar("Made", bound=Model)


class Library:
    """Makes the library's records and knows their primary keys by the names that the data uses."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.locale = Locale.get_default()
        self._known: dict[tuple[str, str], int] = {}

    def find(self, kind: str, name: str) -> int:
        """The primary key of the record. DemoDataError if the data names something that it does not hold."""
        try:
            return self._known[kind, name]
        except KeyError:
            raise DemoDataError(f"The demo's data names an unknown {kind}: {name}") from None

    def know(self, kind: str, name: str, pk: int) -> None:
        """Lets `find` answer with the primary key."""
        self._known[kind, name] = pk

    @transaction.atomic
    def references(self, records: Iterable[Record]) -> int:
        """How many of the references are new. A reference is known by its key or by an identifier."""
        made = 0
        for record in records:
            csl = record["csl"]
            same = Q(key=record["key"])
            for name in ("DOI", "PMID", "PMCID"):
                if csl.get(name):
                    same |= Q(**{name.lower(): csl[name]})
            reference = Reference.objects.filter(same).first()
            if reference is None:
                fields = {name: record[name] for name in ("key", "csl", "verification", "note")}
                fields |= {name: record[name] for name in ("integrity", "notices") if name in record}
                new = Reference(**fields, origin=Origin.FILE, retrieved_at=timezone.now())
                reference = self._make(new, f"reference:{record['key']}", record)
                made += 1
            self.know("reference", record["key"], reference.pk)
        return made

    @transaction.atomic
    def topics(self, records: Iterable[Record]) -> int:
        """How many of the topics are new. A topic is known by its slug."""
        made = 0
        for record in records:
            topic = Topic.objects.filter(slug=record["slug"], locale=self.locale).first()
            if topic is None:
                topic = self._make(Topic(locale=self.locale, **record), f"topic:{record['slug']}", record)
                made += 1
            self.know("topic", record["slug"], topic.pk)
        return made

    @transaction.atomic
    def people(self, records: Iterable[Record]) -> int:
        """How many of the people are new. A person has no name that is certain to be unique: the ledger knows them."""
        made = 0
        for record in records:
            name = f"person:{record['handle']}"
            person = self.ledger.find(Person, name)
            if person is None:
                fields = {field: value for field, value in record.items() if field != "handle"}
                person = self._make(Person(locale=self.locale, **fields), name, record)
                made += 1
            self.know("person", record["handle"], person.pk)
        return made

    @transaction.atomic
    def images(self, records: Iterable[Record]) -> int:
        """How many of the pictures are new. They are drawn here, see `pictures`."""
        made = 0
        for record in records:
            name = f"image:{record['name']}"
            image = self.ledger.find(get_image_model(), name)
            if image is None:
                picture = draw(record["drawing"], size=tuple(record["size"]), colours=record["colours"])
                file = ContentFile(picture, name=f"demo-{record['name']}.png")
                fields = {"title": record["title"], "description": record["alt"], "file": file}
                image = self._make(get_image_model()(**fields), name, record)
                made += 1
            self.know("image", record["name"], image.pk)
        return made

    @transaction.atomic
    def panels(self, records: Iterable[Record]) -> int:
        """How many of the imported panels were completed and published; once only, so an editor's choice stands."""
        done = 0
        for record in records:
            panel = CallToAction.objects.filter(slug=record["slug"], locale=self.locale).first()
            if panel is None:
                raise DemoDataError(f"The import made no call to action with the slug “{record['slug']}”.")
            name = f"panel:{record['slug']}"
            if self.ledger.entry(name) is None:
                panel = panel.get_latest_revision_as_object()
                for field, value in record.items():
                    if not getattr(panel, field):
                        setattr(panel, field, value)
                panel.save_revision().publish()
                panel.refresh_from_db()
                self.ledger.write(panel, name, fingerprint=fingerprint(record))
                done += 1
        return done

    def _make(self, instance: Made, name: str, record: Record) -> Made:
        instance.full_clean()
        instance.save()
        if isinstance(instance, RevisionMixin):
            instance.save_revision()  # the first entry of its history
        self.ledger.write(instance, name, fingerprint=fingerprint(record))
        return instance
