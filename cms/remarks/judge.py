"""What the rules say about a page, as the site has set them; and which of it an editor has accepted."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import cms
from cms.conf import conf
from cms.evidence import PageContent, Remark, Rule, judge, rules
from cms.models import RemarkAcknowledgement
from cms.remarks.gather import content_of
from cms.remarks.words import make_sure_it_can_be_said

__all__ = ["Judged", "Judgement", "active_rules", "blocking_rules", "judge_page", "remarks_of", "ruleset"]

logger = logging.getLogger(__name__)
OFF = "off"
"""The severity of a rule that a site does without."""


@dataclass(frozen=True)
class Judged:
    """A remark, and who accepts it, if anybody does."""

    remark: Remark
    acknowledgement: RemarkAcknowledgement | None


@dataclass(frozen=True)
class Judgement:
    """All that there is to say about a page."""

    remarks: tuple[Judged, ...]
    failed: tuple[str, ...] = ()
    """Ids of the rules that could not judge it: that is in the log, and no remark of theirs is known."""

    @property
    def open(self) -> tuple[Remark, ...]:
        """The remarks that nobody has accepted."""
        return tuple(each.remark for each in self.remarks if each.acknowledgement is None)

    def count(self, severity: str) -> int:
        """How many open remarks are that grave."""
        return sum(remark.severity == severity for remark in self.open)


def active_rules() -> list[Rule]:
    """The rules that the site has not switched off, with its severities and thresholds."""
    return [made for rule in rules().values() if (made := _made(rule)) is not None]


def _made(rule: type[Rule]) -> Rule | None:
    options = dict(conf.rules.get(rule.id, {}))
    severity = options.pop("severity", None)
    options.pop("blocks_publishing", None)
    return None if severity == OFF else rule(options, severity=severity)


def blocking_rules() -> list[Rule]:
    """Those of them whose open remarks keep a page from being published."""
    return [rule for rule in active_rules() if _blocks(rule)]


def _blocks(rule: Rule) -> bool:
    return bool(conf.rules.get(rule.id, {}).get("blocks_publishing", rule.blocks_publishing))


def ruleset() -> str:
    """Names the rules and their settings: what was judged by others has to be judged again. 64 hexadecimal digits."""
    said = [[rule.id, type(rule).__qualname__, str(rule.level), rule.settings] for rule in active_rules()]
    text = json.dumps(
        [cms.__version__, sorted(said, key=lambda each: str(each[0]))], default=_in_order, sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _in_order(value: Any) -> Any:
    """For JSON. The order of a set's values differs from one process to the next."""
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)


def remarks_of(page: Any, *, today: date) -> list[Remark]:
    """All remarks about a page, those that somebody acknowledged included."""
    return _said(content_of(page, today=today), active_rules())[0]


def judge_page(page: Any, *, today: date, by: Iterable[Rule] | None = None) -> Judgement:
    """What the rules (all, or these) say about a page as it stands in the object. One query more than its content."""
    remarks, failed = _said(content_of(page, today=today), active_rules() if by is None else by)
    accepted = _accepted(page, remarks)
    judged = tuple(Judged(remark, accepted.get(remark.fingerprint)) for remark in remarks)
    return Judgement(judged, tuple(failed))


def _said(content: PageContent, by: Iterable[Rule]) -> tuple[list[Remark], list[str]]:
    """(remarks in the order of the page, ids of rules that failed). A site's own rule may be wrong about a page that
    nobody thought of; that is no reason to say nothing at all."""
    remarks: list[Remark] = []
    failed: list[str] = []
    for rule in by:
        try:
            found = judge(content, [rule])
            for remark in found:
                make_sure_it_can_be_said(rule, remark)
            remarks += found
        except Exception:
            logger.exception("The rule %s failed on “%s”.", rule.id, content.title)
            failed.append(rule.id)
    places = {block.id: number for number, block in enumerate(content.blocks)}
    return sorted(remarks, key=lambda remark: places.get(remark.block or "", -1)), failed


def _accepted(page: Any, remarks: Iterable[Remark]) -> Mapping[str, RemarkAcknowledgement]:
    prints = {remark.fingerprint for remark in remarks}
    if not prints or page.pk is None:
        return {}
    rows = RemarkAcknowledgement.objects.filter(page=page.pk)
    return {row.fingerprint: row for row in rows if row.fingerprint in prints}
