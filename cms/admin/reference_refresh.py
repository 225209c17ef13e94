"""A registry's record beside ours, field by field: nothing is overwritten that an editor does not accept.

The registry is asked when the form is sent, outside of any transaction. What it said travels with the form, signed: so
an editor accepts what was shown, whatever the registry says a minute later. So does a digest of our record: what
somebody corrected meanwhile is compared again before it is overwritten.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from cms.admin.admin_urls import reference_url
from cms.admin.reference_merge import FORM_NAMES
from cms.admin.reference_panels import label_of
from cms.conf import conf
from cms.lookup import Found, LookupFailed, NotKnown, look_up
from cms.lookup.integrity import identifiers_of, note_found
from cms.lookup.refresh import accept, differences
from cms.lookup.time_budget import TimeBudget
from cms.models import Reference, Verification
from cms.models.changes import one_change

__all__ = ["REFRESHED", "RefreshView"]

REFRESHED = "cms.reference.refreshed"
SALT = "cms.reference.refresh"
VALID = 24 * 60 * 60
"""Seconds for which what a registry said can be accepted."""


class RefreshView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """POST asks and shows the difference; POST with `found` takes over the fields that are ticked."""

    model = Reference
    permission_required = "change"
    template_name = "cms/admin/refresh.html"
    page_title = _("Refresh from registry")
    header_icon = "rotate"
    http_method_names = ["get", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Reference, pk=kwargs["pk"])
        self.edit_url = reference_url("edit", self.object.pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(request.user, "change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reference_url("list"), "label": _("References")}
        edit = {"url": self.edit_url, "label": str(self.object)}
        return [*self.breadcrumbs_items, index, edit, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asking is not for a GET: whoever reloads the page goes back to the form."""
        return redirect(self.edit_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One of the two."""
        return self._accept(request.POST["found"]) if "found" in request.POST else self._ask()

    def _ask(self) -> HttpResponse:
        try:
            found = self._found()
        except LookupFailed as error:
            messages.error(self.request, error.message)
            return redirect(self.edit_url)
        if found is None:
            messages.error(self.request, _("Without a DOI, a PMID or a PMCID no registry can be asked."))
            return redirect(self.edit_url)
        note_found(self.object, found, now=timezone.now())
        if not Reference.objects.filter(pk=self.object.pk).exists():
            return self._gone()
        return self._show(found)

    def _gone(self) -> HttpResponse:
        """Somebody deleted or merged the record while the registry was asked."""
        messages.error(self.request, _("This reference was deleted meanwhile, or merged with another one."))
        return redirect(reference_url("list"))

    def _found(self) -> Found | None:
        """What the first registry that knows the work says. Raises `LookupFailed`."""
        unknown: NotKnown | None = None
        budget = TimeBudget(conf.lookup_seconds)
        identifiers = identifiers_of(self.object)
        for place, identifier in enumerate(identifiers):
            try:
                return look_up(identifier, fresh=True, budget=budget.share(len(identifiers) - place))
            except NotKnown as error:
                unknown = unknown or error
        if unknown is not None:
            raise unknown
        return None

    def _show(
        self, found: Found, errors: Sequence[str] = (), ticked: Sequence[str] | None = None
    ) -> HttpResponse:
        rows = [
            {
                "field": one.field,
                "label": _label(one.field),
                "ours": one.ours,
                "theirs": one.theirs,
                "ticked": not one.ours if ticked is None else one.field in ticked,
            }
            for one in differences(self.object, found)
        ]
        value = {"pk": self.object.pk, "ours": _digest(self.object), **found.as_cached()}
        signed = signing.dumps(value, salt=SALT, compress=True)
        context = self.get_context_data(
            rows=rows,
            found=found,
            signed=signed,
            registry=found.origin.label,
            errors=errors,
            edit_url=self.edit_url,
            can_verify=self.object.verification != Verification.VERIFIED,
        )
        return self.render_to_response(context)

    def _accept(self, signed: str) -> HttpResponse:
        value = self._read(signed)
        if value is None:
            messages.error(self.request, _("What the registry said is too old. Please ask again."))
            return redirect(self.edit_url)
        found = Found.of_cached(value)
        ticked = self.request.POST.getlist("field")
        verify = bool(self.request.POST.get("verify"))
        try:
            with one_change():
                self.object = Reference.objects.select_for_update().get(pk=self.object.pk)
                fields = [one.field for one in differences(self.object, found) if one.field in ticked]
                is_as_shown = _digest(self.object) == value.get("ours")
                if is_as_shown:
                    self._write(found, fields, verify=verify)
        except ValidationError as error:
            return self._show(found, errors=error.messages, ticked=ticked)
        except Reference.DoesNotExist:
            return self._gone()
        if not is_as_shown:
            text = _("Our record was changed meanwhile. This is how it differs now.")
            return self._show(found, errors=[str(text)])
        if fields or verify:
            messages.success(self.request, _("What you accepted was taken over."))
        else:
            messages.success(self.request, _("Nothing was changed."))
        return redirect(self.edit_url)

    def _read(self, signed: str) -> Mapping[str, Any] | None:
        try:
            value: Mapping[str, Any] = signing.loads(signed, salt=SALT, max_age=VALID)
        except signing.BadSignature:
            return None
        return value if value["pk"] == self.object.pk else None

    def _write(self, found: Found, fields: Sequence[str], *, verify: bool) -> None:
        """Take over the fields, in one new version of the record with an entry in its history."""
        user = self.request.user
        reference = accept(self.object, found, fields, user=user)
        if fields and reference.origin == found.origin:
            reference.retrieved_at = timezone.now()
        if verify:
            reference.verification = Verification.VERIFIED
        if not fields and not verify:
            return
        reference.save()
        revision = reference.save_revision(user=user) if verify else reference.latest_revision
        data = {
            "registry": found.origin.label,
            "fields": [str(_label(field)) for field in fields],
            "verified": verify,
        }
        log(
            instance=reference,
            action=REFRESHED,
            user=user,
            revision=revision,
            content_changed=True,
            data=data,
        )


def _digest(reference: Reference) -> str:
    """Tells whether our record is still the one that was shown."""
    return hashlib.sha256(json.dumps(reference.csl, sort_keys=True).encode()).hexdigest()


def _label(field: str) -> str:
    return label_of(FORM_NAMES[field]) if field in FORM_NAMES else field
