/* The box: finds in the library as one types, and takes what is pasted. A combobox as WAI-ARIA describes it. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const { element } = cite;
  const PAUSE = 150;

  /* `choose(reference)` is called with what was chosen, `submit()` when Enter is pressed in an empty box,
     `say(words, isError)` with what is to be said. */
  cite.SearchBox = class SearchBox {
    constructor({ choose, submit, say }) {
      Object.assign(this, { choose, submit, say, options: [], active: -1, isBusy: false, isEntering: false });
      const id = cite.newId("search");
      this.list = element("ul", { class: "cms-cite-results", id: `${id}-list`, role: "listbox" });
      this.list.setAttribute("aria-label", cite.text("results"));
      this.input = element("textarea", {
        id,
        rows: 1,
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
        "aria-describedby": `${id}-help`,
        input: () => this.onInput(),
        keydown: (event) => this.onKey(event),
      });
      this.root = element(
        "div",
        { class: "cms-cite-search" },
        element("label", { for: id }, cite.text("search")),
        this.input,
        element("p", { class: "cms-cite-help", id: `${id}-help` }, cite.text("searchHelp")),
        this.list,
      );
    }

    get words() {
      return this.input.value.trim();
    }

    onInput() {
      this.input.rows = Math.min(6, this.input.value.split("\n").length);
      window.clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.search(), PAUSE);
    }

    async search() {
      this.searching?.abort();
      this.searching = new AbortController();
      const { words } = this;
      try {
        const { signal } = this.searching;
        const found = words.includes("\n") ? [] : (await cite.ask("search", { query: { q: words }, signal })).references;
        cite.labels.learn(found);
        if (words === this.words) this.show(found);
      } catch (error) {
        if (error.name !== "AbortError") this.say(error.message, true);
      }
    }

    show(found) {
      this.shownFor = this.words;
      const options = found.map((reference) => ({ reference, press: () => this.pick(reference) }));
      if (this.words) options.push({ press: () => this.take() });
      this.options = options.map((option, index) => ({ ...option, element: this.option(option, index) }));
      this.list.replaceChildren(...this.options.map((option) => option.element));
      this.input.setAttribute("aria-expanded", String(this.options.length > 0));
      this.activate(this.words ? 0 : -1);
      if (!this.words) return;
      const counted = cite.text("several", { count: found.length });
      this.say(found.length === 1 ? cite.text("one") : found.length ? counted : cite.text("none"));
    }

    option({ reference, press }, index) {
      const what = reference
        ? [
            element("span", { class: "cms-cite-result__label" }, reference.label),
            cite.badges(reference),
            element("span", { class: "cms-cite-result__title" }, reference.title),
            element("span", { class: "cms-cite-result__about" }, `${reference.type} · ${reference.key}`),
          ]
        : [cite.icon("plus"), element("span", {}, cite.text("take"))];
      return element(
        "li",
        {
          id: `${this.list.id}-${index}`,
          role: "option",
          class: reference ? "cms-cite-result" : "cms-cite-result cms-cite-result--take",
          "aria-selected": "false",
          mousedown: (event) => event.preventDefault(),
          click: press,
        },
        ...what,
      );
    }

    activate(index) {
      this.active = index;
      this.options.forEach((option, at) => option.element.setAttribute("aria-selected", String(at === index)));
      const active = this.options[index]?.element;
      if (active) {
        this.input.setAttribute("aria-activedescendant", active.id);
        active.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    clear() {
      this.input.value = "";
      this.input.rows = 1;
      this.close();
    }

    close() {
      window.clearTimeout(this.waiting);
      this.searching?.abort();
      this.shownFor = null;
      this.options = [];
      this.list.replaceChildren();
      this.input.setAttribute("aria-expanded", "false");
      this.activate(-1);
    }

    onKey(event) {
      const { key } = event;
      if (event.isComposing) return;
      if ((key === "ArrowDown" || key === "ArrowUp") && this.options.length) {
        const count = this.options.length;
        const from = this.active < 0 && key === "ArrowUp" ? 0 : this.active;
        this.activate((from + (key === "ArrowDown" ? 1 : -1) + count) % count);
      } else if (key === "ArrowDown") {
        this.search();
      } else if (key === "Enter" && !event.ctrlKey && !event.metaKey) {
        this.onEnter();
      } else if (key === "Escape" && this.options.length && this.words) {
        this.close();
      } else {
        return;
      }
      event.preventDefault();
    }

    async onEnter() {
      if (this.isEntering) return;
      if (!this.words && this.active < 0) {
        this.submit();
        return;
      }
      // What is shown may belong to what was typed before.
      if (this.shownFor !== this.words) {
        window.clearTimeout(this.waiting);
        this.isEntering = true;
        await this.search();
        this.isEntering = false;
        // It still does if the server failed, or if something else is typed by now.
        if (this.shownFor !== this.words) return;
      }
      this.options[Math.max(this.active, 0)]?.press();
    }

    pick(reference) {
      this.clear();
      this.choose([reference]);
      this.input.focus();
    }

    /* Asks the server to make references of the text; the text stays until that has worked. */
    async take() {
      if (this.isBusy) return;
      this.isBusy = true;
      this.root.setAttribute("aria-busy", "true");
      this.say(cite.text("taking"));
      try {
        const answer = await cite.ask("take", { body: { text: this.input.value } });
        cite.labels.learn(answer.references);
        this.clear();
        this.choose(answer.references, answer.message);
      } catch (error) {
        this.say(error.message, true);
      } finally {
        this.isBusy = false;
        this.root.removeAttribute("aria-busy");
        this.input.focus();
      }
    }
  };
})();
