"""Numbers of studies and participants that do not go together."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.evidence.content import PageContent
from cms.evidence.enumerations import wrong_totals
from cms.evidence.phrases import affirmed
from cms.evidence.rule import Remark, Rule
from cms.evidence.stored import Finding, Study, findings, studies, words_of

__all__ = ["RULES"]


class CountsAddUp(Rule):
    """The studies of all designs are the studies included, and the people in all arms are the participants.

    Source: PRISMA 2020, items 16a and 17; CONSORT 2010, items 13a and 16; STROBE, item 13a.
    """

    id = "counts_add_up"
    label = _("Numbers of studies or participants do not add up")
    messages = {
        "studies": _("%(total)s studies in all, but by design there are %(parts)s, which makes %(sum)s."),
        "participants": _("%(total)s participants in all, but the arms have %(parts)s, which makes %(sum)s."),
        "text": _("“%(words)s”: the parts are %(parts)s, which makes %(sum)s, not %(total)s."),
    }
    mend = {
        "": _(
            "Compare with the source. If it prints the numbers so, or counts some of them twice, accept the remark "
            "and say so."
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for study in studies(page):
            counts = [group.studies for group in study.groups]
            yield from self._judge("studies", study, "total", study.total, counts)
            people = [arm for group in study.groups for arm in group.arms or (None,)]
            yield from self._judge("participants", study, "participants", study.participants, people)
        for block in page.blocks:
            for paragraph in block.paragraphs:
                for found in wrong_totals(paragraph.text):
                    parts = _sum(found.parts)
                    yield self.remark(
                        "text",
                        block=block.id,
                        about=found.words,
                        words=found.words,
                        total=found.total,
                        parts=parts,
                        sum=sum(found.parts),
                    )

    def _judge(
        self, code: str, study: Study, name: str, total: int | None, counts: list[int | None]
    ) -> Iterator[Remark]:
        known = [count for count in counts if count is not None]
        made = sum(known)
        whole = len(known) == len(counts)
        if total is None or not known or not (made > total or (whole and made < total)):
            return
        yield self.remark(
            code,
            block=study.block,
            about={name: total, "parts": counts},
            total=total,
            parts=_sum(known),
            sum=made,
        )


def _sum(parts: list[int] | tuple[int, ...]) -> str:
    return " + ".join(str(part) for part in parts)


class FindingWithinStudy(Rule):
    """A result comes from no more studies and people than the study has.

    Source: PRISMA 2020, item 20b; STROBE, item 13a.
    """

    id = "finding_within_study"
    label = _("A finding has more studies or participants than the study")
    messages = {
        "studies": _("The finding comes from %(number)s studies, but the page's study includes %(most)s."),
        "participants": _(
            "The finding comes from %(number)s participants, but the page's study has %(most)s."
        ),
    }
    mend = {"": _("Compare both numbers with the source.")}

    def check(self, page: PageContent) -> Iterator[Remark]:
        described = list(studies(page))
        if len(described) != 1:
            return  # of several it is not said which one a finding belongs to
        (study,) = described
        most = {
            "studies": _largest(study.total, [group.studies for group in study.groups]),
            "participants": _largest(
                study.participants, [arm for group in study.groups for arm in group.arms or (None,)]
            ),
        }
        for finding in findings(page):
            for name, limit in most.items():
                number = finding.number(name)
                if number is not None and limit is not None and number > limit:
                    about = {name: number, "most": limit}
                    yield self.remark(name, block=finding.block, about=about, number=number, most=limit)


def _largest(total: int | None, parts: list[int | None]) -> int | None:
    """The larger of the total and the sum of its parts; None if neither is known."""
    known = [part for part in parts if part is not None]
    whole = sum(known) if known and len(known) == len(parts) else None
    return max((each for each in (total, whole) if each is not None), default=None)


class PooledFromOne(Rule):
    """A pooled result needs two studies at least. Source: Cochrane Handbook 6, chapter 10 (meta-analysis, I²)."""

    id = "pooled_from_one"
    label = _("“Pooled”, but from one study")
    messages = {
        "words": _("The finding is called “%(word)s”, but comes from one study."),
        "i_squared": _(
            "I² (%(i_squared)s) says how much studies differ, but the finding comes from one study."
        ),
        "study": _("The study is called a meta-analysis, but includes one study."),
    }
    mend = {
        "words": _("Say that it is the result of one study, or correct the number of studies."),
        "i_squared": _("Take I² away, or correct the number of studies."),
        "study": _("Choose another design, or correct the number of included studies."),
    }
    options = {
        "words": (
            "pooled",
            "meta-analysis",
            "meta-analyses",
            "metaanálisis",
            "metanálisis",
            "agrupado",
            "agrupada",
        )
    }

    def check(self, page: PageContent) -> Iterator[Remark]:
        for study in studies(page):
            if study.design in ("meta_analysis", "ipd_meta_analysis") and study.total == 1:
                about = {"design": study.design, "total": 1}
                yield self.remark("study", block=study.block, about=about)
        for finding in findings(page):
            if finding.number("studies") != 1:
                continue
            word = self._word(finding)
            if word:
                about = finding.about("studies", "outcome", "comparison", "interpretation")
                yield self.remark("words", block=finding.block, about=about, word=word)
            if finding.text("i_squared"):
                about = finding.about("studies", "i_squared")
                shown = finding.text("i_squared")
                yield self.remark("i_squared", block=finding.block, about=about, i_squared=shown)

    def _word(self, finding: Finding) -> str | None:
        said = "\n".join(words_of(finding.text(name)) for name in ("outcome", "comparison", "interpretation"))
        found = next(affirmed(said, self.settings["words"]), None)
        return found.words if found else None


RULES = (CountsAddUp, FindingWithinStudy, PooledFromOne)
