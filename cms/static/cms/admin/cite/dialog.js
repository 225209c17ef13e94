/* The dialog: one box, the references that are cited in this place, and how the citation will look. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const { element } = cite;
  const PAUSE = 250;

  class Dialog {
    constructor({ items, mode, place, isNew }, done) {
      this.citation = { items: items.map((item) => ({ ...item })), mode };
      Object.assign(this, { place, isNew, done });
      const title = cite.newId("title");
      this.box = new cite.SearchBox({
        choose: (references, message) => this.add(references, message),
        submit: () => this.save(),
        say: (words, isError) => this.say(words, isError),
      });
      this.status = element("p", { class: "cms-cite-status", role: "status" });
      this.chosen = element("ol", { class: "cms-cite-chosen" });
      this.preview = element("strong", { class: "cms-cite-preview__label" });
      this.saveButton = this.button(isNew ? "insert" : "save", "button", () => this.save());
      this.root = element(
        "dialog",
        {
          class: "cms-cite-dialog",
          "aria-labelledby": title,
          cancel: (event) => {
            event.preventDefault();
            this.close(null);
          },
          keydown: (event) => this.onKey(event),
        },
        element(
          "header",
          { class: "cms-cite-dialog__head" },
          element("h2", { id: title }, cite.text(isNew ? "title" : "titleEdit")),
          this.button("close", "cms-cite-tool", () => this.close(null), "cross"),
        ),
        this.box.root,
        this.status,
        element("h3", {}, cite.text("chosen")),
        this.chosen,
        this.modeField(),
        element("p", { class: "cms-cite-preview" }, cite.text("preview"), " ", this.preview),
        element(
          "footer",
          { class: "cms-cite-dialog__foot" },
          this.saveButton,
          this.button("cancel", "button button-secondary", () => this.close(null)),
          isNew ? null : this.button("delete", "button button-secondary no", () => this.close({ items: [] })),
        ),
      );
    }

    button(name, className, click, icon) {
      const words = cite.text(name);
      if (!icon) return element("button", { type: "button", class: className, click }, words);
      return element("button", { type: "button", class: className, "aria-label": words, click }, cite.icon(icon));
    }

    modeField() {
      const id = cite.newId("mode");
      const box = element("input", {
        id,
        type: "checkbox",
        change: () => {
          this.citation.mode = box.checked ? "narrative" : "parenthetical";
          this.changed();
        },
      });
      box.checked = this.citation.mode === "narrative";
      return element("div", { class: "cms-cite-check" }, box, element("label", { for: id }, cite.text("narrative")));
    }

    open() {
      document.body.append(this.root);
      this.root.showModal();
      this.box.input.focus();
      this.render();
      if (this.isNew) this.box.search();
    }

    close(result) {
      if (!this.root.isConnected) return;
      window.clearTimeout(this.waiting);
      this.box.close();
      this.root.close();
      this.root.remove();
      this.done(result);
    }

    save() {
      const { items, mode } = this.citation;
      if (items.length) this.close({ items, mode });
    }

    say(words, isError = false) {
      this.status.classList.toggle("cms-cite-status--error", isError);
      this.status.textContent = words;
    }

    add(references, message) {
      const { items } = this.citation;
      const words = references.map(({ id, label }) => {
        const isKnown = items.some((item) => item.reference === id);
        if (!isKnown) items.push({ reference: id });
        return cite.text(isKnown ? "known" : "added", { label });
      });
      this.say([message, ...words].filter(Boolean).join(" "));
      this.render();
    }

    move(index, by) {
      const { items } = this.citation;
      items.splice(index + by, 0, ...items.splice(index, 1));
      this.render();
      const row = this.chosen.children[index + by];
      const buttons = [...row.querySelectorAll(`[data-action="${by < 0 ? "up" : "down"}"], [data-action="remove"]`)];
      buttons.find((button) => !button.disabled).focus();
    }

    remove(index) {
      this.citation.items.splice(index, 1);
      this.render();
      this.box.input.focus();
    }

    render() {
      const { items } = this.citation;
      const rows = items.map((item, index) =>
        cite.chosenItem(item, [index, items.length], {
          move: (by) => this.move(index, by),
          remove: () => this.remove(index),
          change: () => this.changed(),
        }),
      );
      const nothing = element("li", { class: "cms-cite-empty" }, cite.text("empty"));
      this.chosen.replaceChildren(...(rows.length ? rows : [nothing]));
      this.saveButton.disabled = !rows.length;
      this.changed();
    }

    changed() {
      window.clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.showPreview(), PAUSE);
    }

    async showPreview() {
      const { items, mode } = this.citation;
      const asked = (this.asked = {}); /* The answer to an earlier question may come after that to a later one. */
      if (!items.length) {
        this.preview.textContent = "–";
        return;
      }
      try {
        const label = await cite.labels.preview({ items, mode }, this.place);
        if (asked !== this.asked) return;
        this.preview.textContent = label.text;
        this.preview.classList.toggle("cms-cite-raised", label.raised);
        const namesAuthors = cite.labels.isAuthorDate() || mode === "narrative";
        this.root.classList.toggle("cms-cite-dialog--author-date", namesAuthors);
      } catch (error) {
        this.say(error.message, true);
      }
    }

    onKey(event) {
      event.stopPropagation();
      const isField = event.target.matches('input[type="text"]');
      if (event.key === "Enter" && !event.isComposing && (event.ctrlKey || event.metaKey || isField)) {
        event.preventDefault();
        this.save();
      }
    }
  }

  /* Opens the dialog. Answers the citation, without items if it is to go, or null if everything stays as it was.
     `place`: the `key` of the entity that is edited, or where the new one will be. */
  cite.openDialog = (options) => new Promise((resolve) => new Dialog(options, resolve).open());
})();
