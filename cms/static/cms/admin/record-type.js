/* The type of a reference decides which fields are shown. What says something is never hidden, and neither is what is
   wrong; without this script all fields are there. */
window.wagtail.app.register(
  "cms-record-type",
  class extends window.StimulusModule.Controller {
    static values = { usual: Object, words: Object };

    connect() {
      this.prefix = this.element.id.replace(/type$/, "");
      this.everything = false;
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.className = "button button-small button-secondary cms-all-fields";
      this.button.addEventListener("click", () => {
        this.everything = !this.everything;
        this.update();
      });
      this.element.after(this.button);
      this.update();
    }

    disconnect() {
      this.button.remove();
      this.everything = true;
      this.update();
    }

    update() {
      const usual = this.usualValue.fields[this.element.value];
      const labels = this.usualValue.labels[this.element.value] || {};
      let hidden = 0;
      for (const name of this.usualValue.all) {
        const input = document.getElementById(this.prefix + name);
        if (!input) continue;
        const isUsual = !usual || usual.includes(name);
        if (!isUsual && !this.says(input)) hidden += 1;
        this.show(input, this.everything || isUsual || this.says(input));
        this.rename(input, labels[name]);
      }
      for (const row of this.element.form?.querySelectorAll(".w-field-row") || []) {
        const wrapper = row.closest(".w-panel__wrapper");
        if (wrapper) wrapper.hidden = [...row.children].every((child) => child.hidden);
      }
      this.button.hidden = !hidden;
      this.button.textContent = this.everything ? this.wordsValue.hide : this.wordsValue.show;
      this.button.setAttribute("aria-pressed", String(this.everything));
    }

    says(input) {
      const field = this.wrapperOf(input);
      return input.value.trim() !== "" || Boolean(field.querySelector(".error-message"));
    }

    wrapperOf(input) {
      return input.closest(".w-panel__wrapper") || input.closest("[data-field-wrapper]") || input;
    }

    show(input, shown) {
      this.wrapperOf(input).hidden = !shown;
    }

    rename(input, text) {
      const label = document.querySelector(`label[for="${input.id}"]`);
      const words = label && [...label.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!words) return;
      label.dataset.cmsLabel ??= words.data;
      words.data = text || label.dataset.cmsLabel;
    }
  },
);
