"""The study that a page summarises: its question, its design and its size."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, IntegerBlock, ListBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import BlockGroup

from blocks.base import Resolver
from blocks.citation import CITATION_IDS, CitationsBlock, ReferenceChooserBlock
from blocks.containers import struct_values
from blocks.schemas import Schema
from blocks.vocabulary import BlockMenu, StudyDesign

__all__ = ["Study", "StudyBlock"]


class Arm(Schema):
    """An arm of a group of studies, or the only group."""

    name: str
    participants: int | None


class ArmBlock(StructBlock):
    """An arm with its number of participants."""

    name = CharBlock(
        label=_("Name"), max_length=255, help_text=_("For example “stem cells” or “usual care”.")
    )
    participants = IntegerBlock(label=_("Participants"), required=False, min_value=0)

    Schema = Arm

    class Meta:
        icon = "group"
        label = _("Arm")
        label_format = "{name}: {participants}"

    def to_schema(self, raw: Any, resolver: Resolver) -> Arm:
        return Arm(name=str(raw.get("name") or ""), participants=raw.get("participants"))


class StudyGroup(Schema):
    """The included studies of one design, with the participants by arm."""

    design: StudyDesign | None
    label: str | None
    studies: int | None
    arms: list[Arm]


class StudyGroupBlock(StructBlock):
    """The included studies of one design."""

    design = ChoiceBlock(label=_("Design"), choices=StudyDesign.choices)
    label = CharBlock(
        label=_("As the source calls them"),
        required=False,
        max_length=255,
        help_text=_("Only if it differs."),
    )
    studies = IntegerBlock(label=_("Number of studies"), required=False, min_value=0)
    arms = ListBlock(
        ArmBlock(), label=_("Arms"), default=[], help_text=_("The groups of participants that were compared.")
    )

    Schema = StudyGroup

    class Meta:
        icon = "folder-open-inverse"
        label = _("Group of studies")
        label_format = "{design}: {studies}"


class Pico(Schema):
    """The question of the study: population, intervention or exposure, comparator, outcomes."""

    population: str | None
    intervention: str | None
    comparator: str | None
    outcomes: list[str]


class Study(Schema):
    """How the study was made, in its own numbers."""

    reference: str | None = Field(description="Citation key of the report of the study.")
    design: StudyDesign | None
    pico: Pico
    total: int | None = Field(
        description="Number of included studies, as reported; may differ from the sum of `groups`."
    )
    participants: int | None
    groups: list[StudyGroup]
    search_date: str | None = Field(description="ISO date up to which the literature was searched.")
    follow_up: str | None
    registration: str | None
    citations: list[str] = Field(description=CITATION_IDS)


class StudyBlock(StructBlock):
    """The study that the page summarises, or one that it discusses."""

    reference = ReferenceChooserBlock(
        label=_("Report of the study"),
        required=False,
        help_text=_("The paper in which the study was published."),
    )
    design = ChoiceBlock(label=_("Design"), choices=StudyDesign.choices)
    population = TextBlock(label=_("Population"), required=False, rows=2, help_text=_("Who was studied."))
    intervention = TextBlock(
        label=_("Intervention or exposure"),
        required=False,
        rows=2,
        help_text=_("What was done, or what was looked at."),
    )
    comparator = TextBlock(label=_("Comparator"), required=False, rows=2, help_text=_("Compared with what."))
    outcomes = ListBlock(
        CharBlock(label=_("Outcome"), max_length=255),
        label=_("Outcomes"),
        default=[],
        help_text=_("What was measured."),
    )
    total = IntegerBlock(
        label=_("Number of included studies"),
        required=False,
        min_value=0,
        help_text=_("For reviews, as reported."),
    )
    participants = IntegerBlock(
        label=_("Participants in all"),
        required=False,
        min_value=0,
        help_text=_("As reported; leave empty if it is not."),
    )
    groups = ListBlock(
        StudyGroupBlock(),
        label=_("Numbers by design and arm"),
        default=[],
        help_text=_("One entry for each design, also if there is only one."),
    )
    search_date = DateBlock(label=_("Searched up to"), required=False, help_text=_("For reviews."))
    follow_up = CharBlock(
        label=_("Follow-up"), required=False, max_length=255, help_text=_("For example “8 years”.")
    )
    registration = CharBlock(
        label=_("Registration"),
        required=False,
        max_length=255,
        help_text=_("Such as an NCT, ISRCTN or PROSPERO number."),
    )
    citations = CitationsBlock(required=False)

    Schema = Study

    class Meta:
        icon = "clipboard-list"
        label = _("Study")
        group = BlockMenu.EVIDENCE
        description = _(
            "The facts of a study: its question, design, numbers of studies and participants, search date."
        )
        label_format = "{design}"
        preview_template = "blocks/preview/study.html"
        preview_value = {
            "design": "meta_analysis",
            "population": _("Who was studied"),
            "intervention": _("What was done"),
            "comparator": _("Compared with what"),
            "outcomes": [_("What was measured")],
            "groups": [
                {
                    "design": "randomised_controlled_trial",
                    "studies": 2,
                    "arms": [
                        {"name": _("Group A"), "participants": 40},
                        {"name": _("Group B"), "participants": 42},
                    ],
                },
                {"design": "cohort", "studies": 1, "arms": [{"name": _("Group A"), "participants": 25}]},
            ],
            "citations": [],
        }
        form_layout = BlockGroup(
            children=[
                "reference",
                "design",
                BlockGroup(
                    heading=_("Question (PICO)"),
                    icon="help",
                    children=["population", "intervention", "comparator", "outcomes"],
                    label_format="",
                ),
                BlockGroup(
                    heading=_("Size"),
                    icon="group",
                    children=["total", "participants", "groups"],
                    label_format="",
                ),
                BlockGroup(
                    heading=_("Conduct"),
                    icon="calendar-alt",
                    children=["search_date", "follow_up", "registration"],
                    label_format="",
                ),
                "citations",
            ]
        )

    def to_schema(self, raw: Any, resolver: Resolver) -> Study:
        values = struct_values(self, raw, resolver)
        pico = Pico(**{name: values.pop(name) for name in Pico.model_fields})
        return Study(pico=pico, **values)
