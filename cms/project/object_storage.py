"""Uploads in S3, or in anything that speaks like it, where several hosts have no folder in common.

What editors upload stays private: Wagtail shows it by addresses that are signed and soon run out. The sizes that are
made of images are public: their addresses stand in the documents, and have to last.
"""

from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

__all__ = ["object_storages"]

SIGNED_FOR_SECONDS = 60 * 60


def object_storages(
    private: str, public: str, *, endpoint: str | None, region: str | None, public_domain: str | None
) -> dict[str, dict[str, Any]]:
    """Entries of `STORAGES`: `default` for originals and documents, `renditions` for the sizes of images.

    Raises `ImproperlyConfigured` if the package is missing, or only one of the two buckets is named.
    """
    if not (private and public):
        raise ImproperlyConfigured(
            "S3_BUCKET and S3_PUBLIC_BUCKET go together: uploads are private, images are public."
        )
    if find_spec("storages") is None:
        raise ImproperlyConfigured("S3_BUCKET needs a package: pip install 'django-storages[s3]'")
    shared = {
        "endpoint_url": endpoint,
        "region_name": region,
        # Who may read is said by the bucket's policy; two files of one name both stay.
        "default_acl": None,
        "file_overwrite": False,
    }
    originals = {"bucket_name": private, "querystring_auth": True, "querystring_expire": SIGNED_FOR_SECONDS}
    renditions = {
        "bucket_name": public,
        "querystring_auth": False,
        "custom_domain": public_domain,
        "object_parameters": {"CacheControl": "public, max-age=31536000"},
    }
    backend = "storages.backends.s3.S3Storage"
    return {
        "default": {"BACKEND": backend, "OPTIONS": {**shared, **originals}},
        "renditions": {"BACKEND": backend, "OPTIONS": {**shared, **renditions}},
    }
