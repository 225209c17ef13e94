"""Run inside the site that the guide for hosts makes: its classes do what the guide says of them."""
# mypy: disable-error-code="import-not-found"
# ruff: noqa: T201 - what this program prints is read by the test

import json
from datetime import UTC, datetime

from django.test import Client
from trials.legacy_rules import BOILERPLATE, FORMS
from trials.models import EventPage, Trial, TrialReportPage
from trials.registries import HouseRegistry
from wagtail.models import Locale, Page, Site

from cms.bibliography.identifiers import Identifier
from cms.legacy.markup.tree import Node
from cms.lookup.registries.base import configured
from cms.models import Person, Reference
from cms.remarks.judge import remarks_of
from cms.submissions.targets.configured import made, setting_of

home = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
locale = Locale.get_default()
reference = Reference.objects.create(key="doe2026", csl={"type": "article-journal", "title": "A trial"})
person = Person.objects.create(name="Ada Example", locale=locale)
cited = [{"type": "item", "value": {"reference": reference.pk, "locator": ""}, "id": "1"}]
body = [
    {"type": "visit", "value": {"day": 3, "place": "Basel"}, "id": "2"},
    {
        "type": "dose",
        "value": {"drug": "Aspirin", "milligrams": "2.50", "citations": cited},
        "id": "3",
    },
]
report = TrialReportPage(
    title="Aspirin",
    standfirst="Short.",
    subject_reference=reference,
    authors=json.dumps([{"type": "author", "value": {"person": person.pk, "role": ""}, "id": "4"}]),
    body=json.dumps(body),
    phase="3",
    live=False,
    locale=locale,
)
home.add_child(instance=report)
report.save_revision().publish()
event = EventPage(
    title="Evening",
    starts_at=datetime(2026, 12, 1, 18, tzinfo=UTC),
    programme=json.dumps([{"type": "heading", "value": "Welcome", "id": "5"}]),
    live=False,
    locale=locale,
)
home.add_child(instance=event)
event.save_revision().publish()
Trial.objects.create(number="NCT00000000", title="Aspirin or nothing")


def document(page: Page) -> dict[str, object]:
    """The page's document over HTTP."""
    answer = Client().get(f"/content/v1/pages/{page.pk}/", headers={"host": "localhost"})
    assert answer.status_code == 200, answer.content
    found: dict[str, object] = answer.json()
    return found


print(
    json.dumps(
        {
            "report": document(report),
            "event": document(event),
            "remarks": [remark.rule for remark in remarks_of(report, today=datetime.now(UTC).date())],
            "receiver": type(made(setting_of("register"))).__name__,
            "registries": [type(registry).__name__ for registry in configured()],
            "rules": [
                FORMS[0].matches("Talk to our study nurse"),
                BOILERPLATE[0].matches(Node("div", {"class": "wide ward-box-2"})),
            ],
            "ranks": [HouseRegistry().rank(Identifier("doi", value)) for value in ("10.5555/1", "10.1000/1")],
        }
    )
)
