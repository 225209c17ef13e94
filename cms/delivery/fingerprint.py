"""Which version of the site built something: after a deployment, documents of the version before are built again."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import orjson

import cms
from cms.bibliography.styles import STYLES
from cms.conf import conf
from cms.delivery.build import document_schemas
from cms.models.pages import delivered_models

__all__ = ["fingerprint"]


def fingerprint() -> str:
    """64 hexadecimal digits: they change with the settings, the Schemas or the code that documents follow from.

    A site whose own blocks build something else from the same Schemas says so by the setting `CMS_BUILD`.
    """
    return _digest(
        conf.build,
        conf.media_base_url,
        conf.media_url,
        tuple(sorted(conf.frontend_urls.items())),
        tuple(conf.image_widths),
        tuple(conf.image_formats),
        repr(conf.citation_styles),
        tuple(STYLES),
        conf.api_base_url,
        repr(conf.captcha_public),
        repr(sorted(conf.json_ld_types.items())),
        conf.debug,
    )


@cache
def _digest(*settings: Any) -> str:
    parts = [repr(settings), _schemas(), _newest_source() if settings[-1] else ""]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _schemas() -> str:
    """Digest of what the version of this package alone does not tell of a host's page types: their Schemas, and what
    they are in structured data."""
    schemas = {schema.__name__: schema.model_json_schema() for schema in document_schemas()}
    kinds = {model.wire_type: model.json_ld_type for model in delivered_models()}
    told = orjson.dumps([schemas, kinds], option=orjson.OPT_SORT_KEYS)
    return cms.__version__ + hashlib.sha256(told).hexdigest()


def _newest_source() -> str:
    """In development the code changes under the documents: when it was last written."""
    folders = [Path(cms.__file__).parent, Path(cms.__file__).parent.parent / "blocks"]
    return str(max(file.stat().st_mtime for folder in folders for file in folder.rglob("*.py")))
