/* The kind of a panel decides which sections of its form are shown. What says something is never hidden, and neither is
   what is wrong; without this script all sections are there. */
window.wagtail.app.register(
  "cms-panel-kind",
  class extends window.StimulusModule.Controller {
    connect() {
      this.update();
    }

    disconnect() {
      for (const section of this.sections()) section.hidden = false;
    }

    update() {
      for (const section of this.sections()) {
        const kinds = section.dataset.cmsPanelKinds.split(" ");
        const needed = !this.element.value || kinds.includes(this.element.value);
        section.hidden = !needed && !this.says(section);
      }
    }

    sections() {
      return this.element.form?.querySelectorAll("[data-cms-panel-kinds]") || [];
    }

    says(section) {
      const written = [...section.querySelectorAll("textarea, input:not([type=hidden])")];
      return (
        written.some((input) => input.value.trim() !== "") ||
        section.querySelector("[data-streamfield-child], .error-message") !== null
      );
    }
  },
);
