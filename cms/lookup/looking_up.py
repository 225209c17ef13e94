"""Asks the registries that can know a work, one after the other, until one does."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.core.cache import cache

from cms.bibliography.csl import identifiers_of, validate
from cms.bibliography.identifiers import Identifier
from cms.conf import conf
from cms.lookup.errors import Incomplete, NoAnswer, NoRegistry, NotKnown, Unreachable
from cms.lookup.found import Found
from cms.lookup.registries import Registry, configured
from cms.lookup.time_budget import TimeBudget

__all__ = ["ask_registry", "look_up", "registries_for", "resolved", "unreachable"]

NOTHING: Final = "nothing"
FORMAT: Final = 1
"""Of what is cached; another number forgets everything."""
FOR_IDENTIFIERS: Final = 0.5
"""So much of the time that is left may go into finding a work's other identifiers."""


def look_up(identifier: Identifier, *, fresh: bool = False, budget: TimeBudget | None = None) -> Found:
    """The work's record, complete with its other identifiers. `fresh` does not ask the cache; `budget` is the time that
    is left, if this is not all that is to be looked up.

    Raises `NotKnown` if every registry that can know it says that it does not, `Unreachable` if that could not be
    found out, `Incomplete` if there is a record without a title.
    """
    identifier = resolved(identifier)
    registries = registries_for(identifier)
    if not registries:
        raise NoRegistry(identifier)
    budget = budget or TimeBudget(conf.lookup_seconds)
    silent: list[NoAnswer] = []
    incomplete: Registry | None = None
    for number, registry in enumerate(registries):
        try:
            found = ask_registry(registry, identifier, budget.share(len(registries) - number), fresh=fresh)
        except NoAnswer as error:
            silent.append(error)
            continue
        if found is None:
            continue
        if validate(found.csl):
            incomplete = incomplete or registry
            continue
        return _with_identifiers(found, registry, budget, fresh=fresh)
    if silent:
        raise unreachable(identifier, silent)
    if incomplete:
        raise Incomplete(identifier, registry=incomplete.name)
    raise NotKnown(identifier, registries=tuple(registry.name for registry in registries))


def resolved(identifier: Identifier) -> Identifier:
    """The identifier that the registries know: arXiv's numbers are DOIs there, without version."""
    if identifier.kind != "arxiv":
        return identifier
    number = identifier.value.rpartition("v")[0] if "v" in identifier.value[-4:] else identifier.value
    return Identifier("doi", f"10.48550/arxiv.{number}")


def registries_for(identifier: Identifier) -> Sequence[Registry]:
    """Those that are asked for the identifier, in this order."""
    ranked = [(registry.rank(identifier), registry) for registry in configured()]
    able = [(rank, registry) for rank, registry in ranked if rank is not None]
    return [registry for _, registry in sorted(able, key=lambda pair: pair[0])]


def ask_registry(
    registry: Registry, identifier: Identifier, budget: TimeBudget, *, fresh: bool = False
) -> Found | None:
    """What one registry says, from the cache if it was asked lately; None if it does not know. Raises `NoAnswer`."""
    key = _key(registry, identifier)
    kept = None if fresh else cache.get(key)
    if kept is not None:
        return None if kept == NOTHING else Found.of_cached(kept)
    found = registry.find(identifier, budget)
    if found is None:
        cache.set(key, NOTHING, timeout=conf.lookup_not_known_seconds)
    else:
        cache.set(key, found.as_cached(), timeout=conf.lookup_found_seconds)
    return found


def unreachable(identifier: Identifier, silent: Sequence[NoAnswer]) -> Unreachable:
    """The failure of a look-up, or a check, for which some registries gave no answer."""
    waits = [error.retry_after for error in silent if error.retry_after]
    return Unreachable(
        identifier,
        reasons=tuple(error.reason for error in silent),
        retry_after=max(waits) if waits else None,
    )


def _key(registry: Registry, identifier: Identifier) -> str:
    what = f"{registry.base_url} {identifier.kind} {identifier.value}"
    return f"cms.lookup:{FORMAT}:{registry.origin}:{hashlib.sha256(what.encode()).hexdigest()}"


def _with_identifiers(found: Found, registry: Registry, budget: TimeBudget, *, fresh: bool) -> Found:
    """The record with the PMID and PMCID that another registry knows: by them the work is pasted next time.

    Only an addition: if it can not be had, the record goes without.
    """
    doi = identifiers_of(found.csl).get("doi")
    if doi is None or found.csl.get("PMID"):
        return found
    for other in configured():
        if not other.knows_identifiers or other.origin == registry.origin:
            continue
        share = TimeBudget(budget.remaining() * FOR_IDENTIFIERS)
        try:
            known = ask_registry(other, Identifier("doi", doi), share, fresh=fresh)
        except NoAnswer:
            continue
        if known is not None:
            gained = {field: known.csl[field] for field in ("PMID", "PMCID") if known.csl.get(field)}
            return replace(found, csl={**gained, **found.csl})
    return found
