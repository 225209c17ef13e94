/* Lists what the rules say about the last saved draft, leads to its place in the form, and takes reasons. */
class Failure extends Error {}

window.wagtail.app.register(
  "cms-remarks",
  class extends window.StimulusModule.Controller {
    static targets = ["status", "problem", "list", "again"];

    static values = {
      page: String,
      list: String,
      acknowledge: String,
      withdraw: String,
      failed: String,
      expired: String,
      gone: String,
    };

    /* The number on the toggle comes with the form; the list is drawn when somebody looks at it. */
    connect() {
      this.panel = this.element.closest("[data-side-panel]");
      this.shown = () => (this.waiting ? this.render(this.waiting) : this.later());
      this.panel?.addEventListener("show", this.shown);
      if (this.pageValue && !this.panel?.hidden) this.later();
    }

    disconnect() {
      this.panel?.removeEventListener("show", this.shown);
      clearTimeout(this.timer);
      this.asked?.abort();
    }

    /* A new page has an id once Wagtail has saved it. */
    saved({ detail }) {
      if (!this.pageValue && detail?.data?.pk) {
        this.pageValue = String(detail.data.pk);
        this.againTarget.hidden = false;
      }
      this.later();
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), 300);
    }

    async load() {
      if (!this.pageValue) return;
      this.asked?.abort();
      this.asked = new AbortController();
      const { signal } = this.asked;
      this.listTarget.setAttribute("aria-busy", "true");
      try {
        this.render(await this.ask(this.listValue, { signal }));
      } catch (error) {
        if (signal.aborted) return;
        this.problemTarget.textContent = error instanceof Failure ? error.message : this.failedValue;
      }
      this.listTarget.removeAttribute("aria-busy");
    }

    /* The answer of the server. What goes wrong is a Failure in words that the editor can act upon. */
    async ask(address, options = {}) {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      if (options.body) headers[window.wagtailConfig.CSRF_HEADER_NAME] = window.cmsKeep.token();
      let answer;
      try {
        // The address is made for page 0.
        answer = await fetch(address.replace("/0/", `/${this.pageValue}/`), { ...options, headers });
      } catch (error) {
        if (options.signal?.aborted) throw error;
        throw new Failure(this.failedValue);
      }
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (answer.redirected || (answer.status === 403 && !isJson)) throw new Failure(this.expiredValue);
      if (!isJson) throw new Failure(this.failedValue);
      const data = await answer.json();
      if (!answer.ok) throw new Failure(data.error || this.failedValue);
      return data;
    }

    /* Sends a change once, however often its button is pressed, and shows the list as it then is. A list that was asked
       for before may not know of the change, so it is asked for again. */
    async change(sender, address, values) {
      if (sender.ariaBusy === "true") return;
      sender.ariaBusy = "true";
      try {
        const answer = await this.ask(address, { method: "POST", body: new URLSearchParams(values) });
        if (this.listTarget.hasAttribute("aria-busy")) this.load();
        if (sender.tagName === "FORM") this.show(sender, false);
        this.render(answer);
      } finally {
        sender.ariaBusy = null;
      }
    }

    render(answer) {
      const { html, open, errors, said } = answer;
      this.count(open, errors);
      this.waiting = this.panel?.hidden ? answer : null;
      if (this.waiting) return;
      const written = this.written();
      const isOpen = this.listTarget.querySelector("details")?.open;
      const focused = this.place(document.activeElement);
      this.listTarget.innerHTML = html;
      this.problemTarget.textContent = "";
      if (isOpen) this.listTarget.querySelector("details")?.setAttribute("open", "");
      this.restore(written);
      if (focused) this.focusOn(focused);
      if (said) this.statusTarget.textContent = said;
    }

    /* What is being written in open forms, by the remark that it is about. */
    written() {
      return [...this.listTarget.querySelectorAll("form:not([hidden])")].map((form) => ({
        ...this.names(this.item(form)),
        text: form.querySelector("textarea").value,
      }));
    }

    restore(written) {
      for (const { text, ...names } of written) {
        const form = this.itemOf(names)?.querySelector("form");
        if (form) {
          this.show(form, true);
          form.querySelector("textarea").value = text;
        }
      }
    }

    place(element) {
      const item = this.listTarget.contains(element) && this.item(element);
      if (!item) return null;
      const all = [...item.querySelectorAll("button, textarea")];
      return {
        ...this.names(item),
        index: all.indexOf(element),
        caret: element.selectionStart,
        number: [...this.listTarget.querySelectorAll(".cms-remark")].indexOf(item),
      };
    }

    /* The same control of the same remark; if that is gone, the remark that has come into its place. */
    focusOn({ index, caret, number, ...names }) {
      const same = this.itemOf(names)?.querySelectorAll("button, textarea")[index];
      const items = this.listTarget.querySelectorAll(".cms-remark");
      const next = [...items].slice(0, number + 1).reverse().find((item) => !item.closest("details:not([open])"));
      const control = same?.checkVisibility() ? same : next?.querySelector("button");
      (control || this.statusTarget).focus();
      if (control?.tagName === "TEXTAREA") control.setSelectionRange(caret, caret);
    }

    item(element) {
      return element.closest("[data-cms-remark]");
    }

    names(item) {
      return { key: item.dataset.cmsRemark, fingerprint: item.dataset.cmsFingerprint };
    }

    /* The same remark; if its content has changed, one of the same rule at the same place. */
    itemOf({ key, fingerprint }) {
      const items = [...this.listTarget.querySelectorAll("[data-cms-remark]")];
      return (
        items.find((item) => item.dataset.cmsFingerprint === fingerprint) ||
        items.find((item) => item.dataset.cmsRemark === key)
      );
    }

    count(open, errors) {
      const counter = document.querySelector('[data-side-panel-toggle="remarks"] [data-side-panel-toggle-counter]');
      if (!counter) return;
      counter.textContent = String(open);
      counter.hidden = !open;
      counter.classList.toggle("w-bg-critical-200", errors > 0);
      counter.classList.toggle("cms-remarks-counter", !errors);
    }

    open({ currentTarget }) {
      const form = this.item(currentTarget).querySelector("form");
      this.show(form, form.hidden);
      if (!form.hidden) form.querySelector("textarea").focus();
    }

    close({ currentTarget }) {
      const item = this.item(currentTarget);
      this.show(item.querySelector("form"), false);
      item.querySelector("[aria-controls]").focus();
    }

    show(form, isShown) {
      form.hidden = !isShown;
      this.item(form).querySelector("[aria-controls]").setAttribute("aria-expanded", String(isShown));
    }

    async acknowledge({ currentTarget: form, params }) {
      const problem = form.querySelector('[role="alert"]');
      const field = form.querySelector("textarea");
      problem.textContent = "";
      try {
        await this.change(form, this.acknowledgeValue, { fingerprint: params.fingerprint, reason: field.value });
      } catch (error) {
        problem.textContent = error instanceof Failure ? error.message : this.failedValue;
        field.focus();
      }
    }

    async withdraw({ currentTarget: button, params }) {
      try {
        await this.change(button, this.withdrawValue, { fingerprint: params.fingerprint });
      } catch (error) {
        this.problemTarget.textContent = error instanceof Failure ? error.message : this.failedValue;
      }
    }

    /* To the block or the field: its tab is chosen, what is folded is unfolded, and the first field has the focus. */
    go({ params: { block, field } }) {
      const target = (block && document.getElementById(`block-${block}-section`)) || this.fieldPlace(field);
      if (!target) {
        this.problemTarget.textContent = this.goneValue;
        return;
      }
      this.problemTarget.textContent = "";
      const panel = target.closest('[role="tabpanel"]');
      if (panel?.hidden) document.getElementById(panel.getAttribute("aria-labelledby"))?.click();
      for (let around = target; around; around = around.parentElement.closest("[data-panel]")) {
        around.querySelector(':scope > .w-panel__header > [data-panel-toggle][aria-expanded="false"]')?.click();
      }
      requestAnimationFrame(() => {
        target.scrollIntoView({ block: "start" });
        this.firstField(target).focus({ preventScroll: true });
      });
    }

    fieldPlace(name) {
      if (!name) return null;
      const path = document.querySelector(`[data-edit-form] [data-contentpath="${CSS.escape(name)}"]`);
      const input = document.querySelector(`[data-edit-form] [name="${CSS.escape(name)}"]`);
      return (path || input)?.closest("[data-panel]") || path || input;
    }

    firstField(target) {
      const fields = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"]';
      for (const kind of [fields, ".w-panel__content button"]) {
        const found = [...target.querySelectorAll(kind)].find((each) => each.checkVisibility() && !each.disabled);
        if (found) return found;
      }
      target.setAttribute("tabindex", "-1");
      return target;
    }
  },
);
