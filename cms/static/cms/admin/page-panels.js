/* Lists the panels that a page carries, and says at a panel in the text that there is one of its kind already. */
window.wagtail.app.register(
  "cms-page-panels",
  class extends window.StimulusModule.Controller {
    static targets = ["list", "again"];

    static values = { page: String, address: String, kinds: String, repeat: String, failed: String };

    connect() {
      this.known = new Map();
      this.form = this.element.closest("form");
      // The value of a hidden field is its attribute, so that choosing, removing and moving are all seen.
      this.observer = new MutationObserver(() => this.lookLater());
      // Once the form is drawn.
      (window.requestIdleCallback || setTimeout)(() => {
        if (!this.element.isConnected) return;
        this.observer.observe(this.form, {
          attributeFilter: ["value"],
          attributes: true,
          childList: true,
          subtree: true,
        });
        this.lookLater();
      });
      this.load();
    }

    disconnect() {
      this.observer.disconnect();
      clearTimeout(this.timer);
      this.asked?.abort();
    }

    /* A new page has an id once Wagtail has saved it. */
    saved({ detail }) {
      if (!this.pageValue && detail?.data?.pk) {
        this.pageValue = String(detail.data.pk);
        this.againTarget.hidden = false;
      }
      this.load();
    }

    async load() {
      if (!this.pageValue) return;
      this.asked?.abort();
      this.asked = new AbortController();
      const { signal } = this.asked;
      this.listTarget.setAttribute("aria-busy", "true");
      try {
        const headers = { "X-Requested-With": "XMLHttpRequest" };
        // The address is made for page 0.
        const answer = await fetch(this.addressValue.replace("/0/", `/${this.pageValue}/`), { headers, signal });
        if (!answer.ok) throw new Error(answer.statusText);
        this.show(await answer.text());
      } catch {
        if (signal.aborted) return;
        this.show("");
        this.listTarget.textContent = this.failedValue;
      }
      this.listTarget.removeAttribute("aria-busy");
    }

    /* What stays the same is not read out again at each save. */
    show(html) {
      if (html === this.shown) return;
      this.shown = html;
      this.listTarget.innerHTML = html;
    }

    lookLater() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), 200);
    }

    /* The fields that hold the panels of the text, in its order; those of rules are other pages' panels. */
    get placed() {
      return [...this.form.querySelectorAll('input[type="hidden"][name$="-call_to_action"]')].filter(
        (input) => !input.name.startsWith("panel_rules-") && !this.isDeleted(input),
      );
    }

    isDeleted(input) {
      for (let block = input.closest("[data-streamfield-child]"); block; ) {
        if (block.querySelector(':scope > input[name$="-deleted"]')?.value) return true;
        block = block.parentElement.closest("[data-streamfield-child]");
      }
      return false;
    }

    async look() {
      const { placed } = this;
      await this.learn(placed.map((input) => input.value));
      const first = new Map();
      for (const input of placed) {
        const panel = this.known.get(input.value);
        const before = panel && first.get(panel.kind);
        if (panel && !before) first.set(panel.kind, panel);
        this.say(input, before ? this.words(panel, before) : "");
      }
    }

    async learn(ids) {
      const unknown = [...new Set(ids)].filter((id) => id && !this.known.has(id));
      if (!unknown.length) return;
      try {
        const answer = await fetch(`${this.kindsValue}?${new URLSearchParams({ ids: unknown.join(",") })}`);
        if (!answer.ok) return;
        for (const [id, panel] of Object.entries(await answer.json())) this.known.set(id, panel);
      } catch {
        // The server says so when the page is published.
      }
    }

    words(panel, before) {
      const named = { kind: panel.label, first: before.heading };
      return this.repeatValue.replace(/\{(kind|first)\}/g, (_, name) => named[name]);
    }

    /* The place for the message is there before the message, or else it would not be read out. */
    say(input, text) {
      const field = input.closest("[data-field]") || input.parentElement;
      let place = field.querySelector(":scope > .cms-repeat");
      if (!place) {
        place = document.createElement("div");
        place.className = "cms-repeat";
        place.setAttribute("role", "status");
        field.append(place);
      }
      if (place.textContent !== text) requestAnimationFrame(() => (place.textContent = text));
    }
  },
);
