"""What is proposed about a text, as short as a test can say it."""

from cms.legacy.items import Paragraph
from cms.legacy.proposals import propose
from tests.cms.legacy.convert.builders import item

_ALWAYS = ("certainty", "interval_level")


def proposals(*texts):
    """(kind, what is filled in) of each proposal about paragraphs of these texts."""
    made = propose(item(*(Paragraph(text, lines=(1,)) for text in texts)))
    return [
        (one.kind, {name: value for name, value in one.value.items() if value and name not in _ALWAYS})
        for one in made
    ]


def study(*texts):
    return next((value for kind, value in proposals(*texts) if kind == "study"), None)


def findings(*texts):
    """(outcome, direction, time point) of each finding."""
    return [
        (value["outcome"], value["direction"], value.get("time_point", ""))
        for kind, value in proposals(*texts)
        if kind == "finding"
    ]
