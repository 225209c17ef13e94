"""Pictures and documents of the old site come into the library once, whatever number of articles show them."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.legacy.drafts import FileDraft, PictureDraft
from cms.legacy.entries import Entry, Media
from cms.legacy.media_bytes import (
    MAX_BYTES,
    MediaRefused,
    PictureForm,
    bytes_of_data_address,
    document_ending,
    picture_format,
)
from cms.legacy.media_names import file_name, name_in, paths_of
from cms.legacy.notes import Note
from cms.legacy.old_addresses import known_as, whole
from cms.legacy.supply import MediaIndex, Supply
from cms.models.legacy_sources import LegacyMedia
from cms.outgoing import OutgoingError, fetch

__all__ = ["Shelf"]

_SECONDS = 30.0


class Shelf:
    """Where the files of an import are looked for, and where they go. Used for one entry after the other."""

    def __init__(
        self,
        supply: Supply | None = None,
        index: MediaIndex | None = None,
        *,
        folder: Path | None = None,
        download: bool = False,
    ) -> None:
        self._supply, self._index, self._folder, self._download = supply, index, folder, download
        self._fetched: dict[str, Path | str] = {}
        self._spool: Path | None = None
        self._written: list[tuple[Storage, str]] = []

    def fetch(self, entry: Entry, drafts: Iterable[PictureDraft | FileDraft]) -> None:
        """Download what lies nowhere near. Called outside of transactions: it may take its time."""
        for draft in drafts:
            if self._download and self._stored(draft, entry) is None:
                try:
                    if self._nearby(draft, entry) is None:
                        self._fetch_first(self._addresses(draft, entry))
                except MediaRefused:
                    continue  # said when the draft is made

    def picture(self, draft: PictureDraft, entry: Entry) -> tuple[Any, list[Note]]:
        """The image of the library, or None, and what there is to say."""
        known = self._known(draft)
        values = {"address": _shown(draft), "alt": draft.alt or ""}
        if (stored := self._stored(draft, entry)) is not None and stored.image is not None:
            return stored.image, [Note("picture_reused", draft.line, {"title": stored.image.title})]
        try:
            data = self._bytes(draft, entry)
            if data is None:
                return None, [Note("picture_missing", draft.line, values)]
            form = picture_format(data)
        except MediaRefused as refusal:
            return None, [Note("picture_refused", draft.line, {**values, "reason": str(refusal)})]
        title = (known.title if known else "") or draft.alt or draft.caption
        return self._image(data, draft, entry, title=title, form=form, alt=self.alt_of(draft)), []

    def alt_of(self, draft: PictureDraft) -> str:
        """The alt text: the article's own, else the one that the export has for the file."""
        if draft.alt is not None:
            return draft.alt
        known = self._known(draft)
        return known.alt if known else ""

    def document(self, draft: FileDraft, entry: Entry) -> tuple[Any, list[Note]]:
        """The document of the library, or None, and what there is to say."""
        if (stored := self._stored(draft, entry)) is not None and stored.document is not None:
            return stored.document, []
        values = {"address": _shown(draft)}
        try:
            data = self._bytes(draft, entry)
            if data is None:
                return None, [Note("file_missing", draft.line, values)]
            ending = document_ending(data, name_in(draft.address))
        except MediaRefused as refusal:
            return None, [Note("file_refused", draft.line, {**values, "reason": str(refusal)})]
        sha256 = hashlib.sha256(data).hexdigest()
        model = get_document_model()
        same = LegacyMedia.objects.filter(sha256=sha256, document__isnull=False).first()
        document = same.document if same else model.objects.filter(file_hash=_sha1(data)).first()
        if document is None:
            document = model(title=(draft.title or name_in(draft.address))[:255], file_size=len(data))
            document.file_hash = _sha1(data)
            self._save(document, data, name=file_name(draft.address, sha256, ending))
        self._remember(draft, entry, sha256, document=document)
        return document, []

    def lead_picture(self, entry: Entry) -> PictureDraft:
        """The lead image of an entry, as the export names it: by its id or by its address."""
        named = entry.about.picture
        found = None
        if self._index is not None:
            found = self._index.media_by_id(named) or self._index.media_by_address(named)
        addresses = (found.address,) if found and found.address else (() if named.isdecimal() else (named,))
        attachment = found.id if found else ""
        return PictureDraft(addresses, attachment, (found.alt if found else "") or None, "", entry.line or 1)

    def keep(self) -> None:
        """The entry is written: so are its files."""
        self._written.clear()
        self._forget_fetched()

    def drop(self) -> None:
        """The entry was taken back: so are its files."""
        while self._written:
            storage, name = self._written.pop()
            storage.delete(name)
        self._forget_fetched()

    def _forget_fetched(self) -> None:
        self._fetched.clear()
        if self._spool is not None:
            shutil.rmtree(self._spool, ignore_errors=True)
            self._spool = None

    # Looking

    def _known(self, draft: PictureDraft | FileDraft) -> Media | None:
        if self._index is None:
            return None
        if isinstance(draft, PictureDraft) and draft.attachment:
            found = self._index.media_by_id(draft.attachment)
            if found is not None:
                return found
        given = draft.addresses if isinstance(draft, PictureDraft) else (draft.address,)
        found_by_address = (
            self._index.media_by_address(each) for each in given if not each.startswith("data:")
        )
        return next((each for each in found_by_address if each is not None), None)

    def _addresses(self, draft: PictureDraft | FileDraft, entry: Entry) -> list[str]:
        known = self._known(draft)
        given = draft.addresses if isinstance(draft, PictureDraft) else (draft.address,)
        named = [known.address] if known and known.address else []
        return list(dict.fromkeys(whole(each, base=entry.about.address) for each in (*named, *given)))

    def _stored(self, draft: PictureDraft | FileDraft, entry: Entry) -> LegacyMedia | None:
        names = [name for each in self._addresses(draft, entry) if (name := known_as(each))]
        if not names:
            return None
        found = LegacyMedia.objects.select_related("image", "document").filter(address__in=names)
        return found.order_by("pk").first()

    def _bytes(self, draft: PictureDraft | FileDraft, entry: Entry) -> bytes | None:
        near = self._nearby(draft, entry)
        if near is not None:
            return near
        for address in self._addresses(draft, entry):
            found = self._fetched.get(address)
            if isinstance(found, Path):
                return found.read_bytes()
            if isinstance(found, str):
                raise MediaRefused(found)
        return None

    def _nearby(self, draft: PictureDraft | FileDraft, entry: Entry) -> bytes | None:
        known = self._known(draft)
        given = draft.addresses if isinstance(draft, PictureDraft) else (draft.address,)
        named = [known.file] if known and known.file else []
        for name in (*named, *given, *self._addresses(draft, entry)):
            if name.startswith("data:"):
                return bytes_of_data_address(name)
            data = self._supply.read_file(entry, name) if self._supply else None
            data = data if data is not None else self._in_folder(name)
            if data is not None:
                return data
        return None

    def _in_folder(self, address: str) -> bytes | None:
        if self._folder is None:
            return None
        root = self._folder.resolve()
        for name in paths_of(address):
            try:
                path = (root / name).resolve()
                if not path.is_relative_to(root) or not path.is_file():
                    continue
                with path.open("rb") as file:
                    return file.read(MAX_BYTES + 1)
            except (OSError, ValueError):
                continue
        return None

    def _fetch_first(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            if address in self._fetched or not known_as(address):
                continue
            try:
                answer = fetch("GET", address, timeout=_SECONDS, max_bytes=MAX_BYTES, follow=5, retries=1)
            except OutgoingError as error:
                self._fetched[address] = str(error)
                continue
            if not answer.is_success:
                said = _("the server answered with the status %(status)s")
                self._fetched[address] = said % {"status": answer.status}
                continue
            if self._spool is None:
                self._spool = Path(tempfile.mkdtemp(prefix="import-"))
            path = self._spool / hashlib.sha256(address.encode(errors="replace")).hexdigest()
            path.write_bytes(answer.body)
            self._fetched[address] = path
            return

    # Writing

    def _image(
        self, data: bytes, draft: PictureDraft, entry: Entry, *, title: str, form: PictureForm, alt: str
    ) -> Any:
        sha256 = hashlib.sha256(data).hexdigest()
        model = get_image_model()
        same = LegacyMedia.objects.filter(sha256=sha256, image__isnull=False).first()
        image = same.image if same else model.objects.filter(file_hash=_sha1(data)).first()
        address = draft.addresses[0] if draft.addresses else ""
        if image is None:
            name = title or name_in(address) or _("Picture")
            image = model(title=name[:255], file_size=len(data), file_hash=_sha1(data))
            if hasattr(image, "description"):
                image.description = alt[:255]
            self._save(image, data, name=file_name(address, sha256, form.ending))
        self._remember(draft, entry, sha256, image=image)
        return image

    def _save(self, thing: Any, data: bytes, *, name: str) -> None:
        thing.file = ContentFile(data, name=name)
        if hasattr(thing, "width"):
            form = picture_format(data)
            thing.width, thing.height = form.width, form.height
        storage = thing.file.storage
        path = thing._meta.get_field("file").generate_filename(thing, name)
        if not type(thing).objects.filter(file=path).exists():
            if storage.exists(path):
                storage.delete(path)  # left behind by an import that was killed
            self._written.append((storage, path))
        thing.save()
        if (storage, thing.file.name) not in self._written:
            self._written.append((storage, thing.file.name))

    def _remember(self, draft: PictureDraft | FileDraft, entry: Entry, sha256: str, **thing: Any) -> None:
        names = [name for each in self._addresses(draft, entry) if (name := known_as(each))]
        for name in dict.fromkeys([*names[:5], f"sha256:{sha256}"]):
            if len(name) <= 1000:
                LegacyMedia.objects.get_or_create(address=name, defaults={"sha256": sha256, **thing})


def _sha1(data: bytes) -> str:
    """The hash by which Wagtail knows a file."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def _shown(draft: PictureDraft | FileDraft) -> str:
    given = draft.addresses if isinstance(draft, PictureDraft) else (draft.address,)
    return given[0][:200] if given else ""
