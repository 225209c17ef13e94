"""Settings of a site that everybody may read: the site's profile, and what a host adds.

A host's own settings model (Wagtail's `BaseSiteSetting`, say) is made public by a class like this, in a module that its
models import. They are read for each answer, so a change shows at once:

    @register_public_settings("opening")
    class Opening(PublicSettings):
        models = ("trials.OpeningSettings",)            # whose changes caches in front have to hear of
        schema = OpeningHours                           # a blocks.schemas.Schema; `settings.opening` in the contract

        def load(self, site_id):
            return OpeningSettings.objects.filter(site=site_id).first()

        def keys(self, found):                          # what it refers to, as in blocks
            if found.map_id:
                yield "image", found.map_id

        def wire(self, found, resolver):
            return OpeningHours(text=found.text, map=resolver.get("image", found.map_id))
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic import create_model

from blocks.base import Key
from blocks.schemas import Schema
from cms.delivery import images, sources
from cms.delivery.resolver import Resolver, Scope
from cms.models.paths import SiteMap, SiteRoots

assert images and sources  # they register where the resolver finds things

__all__ = [
    "PublicSettings",
    "ReadSettings",
    "public_settings",
    "register_public_settings",
    "settings_models",
    "settings_schema",
]


class PublicSettings:
    """Loads the settings of one kind, and gives them their wire form."""

    schema: ClassVar[type[Schema]]
    """The Schema of the wire form."""

    models: ClassVar[tuple[str, ...]] = ()
    """The models that hold them, as `app.Model`: when one changes, caches in front forget what followed from it."""

    def load(self, site_id: int) -> Any:
        """The settings of a site, or None if it has none. One query."""
        raise TypeError(f"{type(self).__name__} can not load anything")

    def keys(self, found: Any) -> Iterable[Key]:
        """What they refer to."""
        return ()

    def wire(self, found: Any, resolver: Resolver) -> Schema | None:
        """The wire form; what they refer to has been loaded, and what is not public is not found."""
        raise TypeError(f"{type(self).__name__} does not say what it looks like on the wire")


Registered = TypeVar("Registered", bound=type[PublicSettings])

_registry: dict[str, PublicSettings] = {}


def register_public_settings(name: str) -> Callable[[Registered], Registered]:
    """Class decorator: answer these settings under this name. A name that is taken is taken over."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} can not be the name of a key")

    def register(settings: Registered) -> Registered:
        _registry[name] = settings()
        settings_schema.cache_clear()
        return settings

    return register


@cache
def settings_schema() -> type[Schema]:
    """The Schema of all of them: a key each, null where the site has none."""
    fields: dict[str, Any] = {name: (each.schema | None, ...) for name, each in _registry.items()}
    return create_model(
        "SiteSettings", __base__=Schema, __doc__="What holds for all pages of the site.", **fields
    )


def settings_models() -> set[str]:
    """The models that hold public settings."""
    return {model for each in _registry.values() for model in each.models}


class ReadSettings(NamedTuple):
    """The settings of a site, and until when they stay so."""

    values: Schema
    valid_until: datetime | None


def public_settings(*, site: SiteRoots, sites: SiteMap, now: datetime) -> ReadSettings:
    """All public settings of a site: one query each, and one for each kind of what they refer to."""
    found = {name: (each, each.load(site.id)) for name, each in _registry.items()}
    keys = [key for each, loaded in found.values() if loaded is not None for key in each.keys(loaded)]
    resolver = Resolver(Scope(site=site, sites=sites, now=now))
    resolver.load(keys)
    values = {
        name: None if loaded is None else each.wire(loaded, resolver)
        for name, (each, loaded) in found.items()
    }
    return ReadSettings(settings_schema()(**values), resolver.scope.valid_until)
