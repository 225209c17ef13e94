"""Rules of a site of its own, as small as they come: the tests of remarks do not depend on which rules there are."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from cms.evidence import PageContent, Remark, Rule
from cms.remarks.keep import newest_draft
from tests.builders import block

EXCITED = "<p>It works!</p>"
CALM = "<p>It may work.</p>"


class NoShouting(Rule):
    """A paragraph with an exclamation mark."""

    id = "no_shouting"
    label = "Exclamation marks"
    messages = {"loud": "This paragraph shouts %(count)d times."}
    mend = {"": "Say it calmly."}
    options = {"most": 0}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for paragraph in page.of_type("paragraph"):
            count = str(paragraph.value).count("!")
            if count > self.settings["most"]:
                yield self.remark("loud", block=paragraph.id, about=paragraph.value, count=count)


class ShortTitle(Rule):
    """A title with more than thirty characters."""

    id = "short_title"
    label = "Long titles"
    severity = "notice"
    page_types = ()
    messages = {"long": "The title is long."}
    mend = {"": "Shorten it."}

    def check(self, page: PageContent) -> Iterator[Remark]:
        if len(page.title) > 30:
            yield self.remark("long", field="title", about=page.title)


class Pair(Rule):
    """Says two things about one place."""

    id = "pair"
    label = "Pair"
    messages = {"first": "The first thing.", "second": "The second thing."}
    mend = {"": "Nothing to mend."}

    def check(self, page: PageContent) -> Iterator[Remark]:
        yield self.remark("first", field="title", about=page.title)
        yield self.remark("second", field="title", about=page.title)


class Broken(Rule):
    """A rule with a mistake in it."""

    id = "broken"
    label = "Broken rule"
    messages = {"never": "Never said."}
    mend = {"": "Nothing to mend."}

    def check(self, page: PageContent) -> Iterator[Remark]:
        raise ZeroDivisionError("a mistake")


class Unstorable(Rule):
    """Names something in its message that JSON can not hold, so that the remark can not be kept."""

    id = "unstorable"
    label = "Unstorable"
    messages = {"said": "Said of %(thing)s."}
    mend = {"": "Nothing to mend."}

    def check(self, page: PageContent) -> Iterator[Remark]:
        yield self.remark("said", thing=object())


class Speechless(Rule):
    """Says what it has no words for."""

    id = "speechless"
    label = "Speechless"
    messages = {"said": "Said of %(thing)s."}
    mend = {"": "Nothing to mend."}
    options = {"code": "said"}

    def check(self, page: PageContent) -> Iterator[Remark]:
        yield self.remark(self.settings["code"], other="something")


class Nameless(ShortTitle):
    """A rule without a name for lists."""

    label: ClassVar[Any] = None


class Grave(ShortTitle):
    """A rule with a severity that there is not."""

    severity = "grave"


class OneType(ShortTitle):
    """A rule whose page types are no list."""

    page_types: ClassVar[Any] = "research_summary"


class Unmended(ShortTitle):
    """A rule that does not say how to mend what it says."""

    mend = {"other": "Shorten it."}


class NotARule:
    """Something else."""

    id = "not_a_rule"


def rewrite(page: Any, *texts: str) -> None:
    """Saves a draft whose body has these paragraphs; the first ones keep their ids."""
    draft = newest_draft(page.pk)
    known = [stored["id"] for stored in draft.body.get_prep_value()]
    body = [block("paragraph", text) for text in texts]
    for stored, name in zip(body, known, strict=False):
        stored["id"] = name
    draft.body = json.dumps(body)
    draft.save_revision()
