/* How a receiver of submissions is reached decides which fields are shown. What is wrong is never hidden; without this
   script all fields are there. */
window.wagtail.app.register(
  "cms-target-way",
  class extends window.StimulusModule.Controller {
    static values = { fields: Object };

    connect() {
      this.prefix = this.element.id.replace(/kind$/, "");
      this.update();
    }

    disconnect() {
      for (const input of this.inputs()) this.wrapperOf(input).hidden = false;
    }

    update() {
      const asked = this.fieldsValue[this.element.value];
      for (const input of this.inputs()) {
        const wrapper = this.wrapperOf(input);
        const name = input.id.slice(this.prefix.length);
        wrapper.hidden = Boolean(asked) && !asked.includes(name) && !wrapper.querySelector(".error-message");
      }
    }

    inputs() {
      const names = new Set(Object.values(this.fieldsValue).flat());
      return [...names].map((name) => document.getElementById(this.prefix + name)).filter(Boolean);
    }

    wrapperOf(input) {
      return input.closest(".w-panel__wrapper") || input.closest("[data-field-wrapper]") || input;
    }
  },
);
