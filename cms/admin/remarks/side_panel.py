"""The side panel “Remarks” of the page editor. It asks the server once the form is open, so that no form waits."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from cms.models import PageJudgement

__all__ = ["RemarksSidePanel"]


class RemarksSidePanel(BaseSidePanel):
    """What the rules say about the last saved draft."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """With the number of open remarks."""

        aria_label = _("Toggle remarks")
        icon_name = "list-ul"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            judgement = PageJudgement.objects.filter(page=self.panel.object.pk).first()
            return {**context, "count": judgement.open_remarks if judgement else 0}

    name = "remarks"
    title = _("Remarks")
    template_name = "cms/admin/remarks/side_panel.html"
    order = 320

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        # A new page has no id yet; the script learns it when Wagtail has saved it for the first time.
        names = {
            "list": "cms_remarks",
            "acknowledge": "cms_acknowledge_remark",
            "withdraw": "cms_withdraw_remark",
        }
        return {
            **context,
            "page_id": self.object.pk,
            "addresses": {key: reverse(name, args=(0,)) for key, name in names.items()},
        }
