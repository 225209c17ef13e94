/* Authors and editors, a row for each name. The text field below is what is sent: each change is written into it. */
window.wagtail.app.register(
  "cms-names",
  class extends window.StimulusModule.Controller {
    static values = { words: Object };

    static MOST = 300; /* More names stay text, until somebody asks for rows: a thousand rows help nobody. */

    connect() {
      const { element, wordsValue: words } = this;
      this.list = make("ol", { className: "cms-names" });
      this.help = element.closest("[data-field]")?.querySelector("[data-field-help]");
      this.said = make("div", { className: "w-sr-only", ariaLive: "polite" });
      this.tools = make("div", { className: "cms-names__tools" });
      this.adders = [
        this.button(words.person, "circle-plus", () => this.add(",")),
        this.button(words.addGroup, "circle-plus", () => this.add("")),
      ];
      this.toggle = this.button(words.asText, "edit", () => this.show(this.list.hidden));
      this.tools.append(...this.adders, this.toggle);
      this.hint = make("p", { className: "help cms-names__hint", textContent: words.hint });
      element.after(this.list, this.tools, this.hint, this.said);
      this.show(this.lines().length <= this.constructor.MOST);
    }

    disconnect() {
      if (this.help) this.help.hidden = false;
      for (const part of [this.list, this.tools, this.hint, this.said]) part.remove();
      this.element.hidden = false;
    }

    lines() {
      return this.element.value.split(/\r?\n/).filter((line) => line.trim());
    }

    /* Rows, or the text that they stand for. */
    show(asRows) {
      this.element.hidden = asRows;
      if (this.help) this.help.hidden = asRows; /* It says how lines are written. */
      this.list.hidden = !asRows;
      this.hint.hidden = !asRows;
      for (const adder of this.adders) adder.hidden = !asRows;
      this.toggle.lastChild.data = asRows ? this.wordsValue.asText : this.wordsValue.asRows;
      const lines = this.lines();
      const rows = asRows ? (lines.length ? lines : [","]).map((line) => this.row(line)) : [];
      this.list.replaceChildren(...rows);
    }

    row(line) {
      const name = window.cmsNameLines.read(line);
      const item = make("li", { className: "cms-names__row" });
      item.name = name;
      item.touched = false;
      const fields = name.isGroup && line !== "," ? ["name"] : ["family", "given", "suffix"];
      item.fields = fields;
      for (const field of fields) item.append(this.field(item, field));
      item.append(this.buttons(item));
      return item;
    }

    field(item, field) {
      const words = { ...this.wordsValue, name: this.wordsValue.group };
      const label = make("label", { className: `cms-names__${field}` });
      const input = make("input", { type: "text", value: item.name[field]?.text || "" });
      input.placeholder = words[field];
      input.dataset.part = field;
      input.addEventListener("input", () => {
        item.touched = true;
        this.write();
      });
      input.addEventListener("paste", (event) => this.paste(event, item));
      input.addEventListener("keydown", (event) => {
        const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step) {
          event.preventDefault();
          this.move(item, step, input);
        } else if (event.key === "Enter") {
          event.preventDefault(); /* Enter would send the form. */
          this.add(item.fields.length === 1 ? "" : ",", item);
        }
      });
      label.append(make("span", { textContent: words[field] }), input);
      return label;
    }

    buttons(item) {
      const words = this.wordsValue;
      const group = make("div", { className: "cms-names__buttons" });
      const isGroup = item.fields.length === 1;
      group.append(
        this.iconButton(words.up, "arrow-up", (button) => this.move(item, -1, button)),
        this.iconButton(words.down, "arrow-down", (button) => this.move(item, 1, button)),
        this.iconButton(isGroup ? words.toPerson : words.toGroup, isGroup ? "user" : "group", () => this.change(item)),
        this.iconButton(words.remove, "bin", () => this.remove(item)),
      );
      return group;
    }

    valuesOf(item) {
      const inputs = [...item.querySelectorAll("input")];
      return Object.fromEntries(inputs.map((input) => [input.dataset.part, input.value]));
    }

    lineOf(item) {
      if (!item.touched) return item.name.line;
      return window.cmsNameLines.write({ isGroup: item.fields.length === 1, ...this.valuesOf(item) }, item.name);
    }

    write() {
      const lines = [...this.list.children].map((item) => this.lineOf(item)).filter((line) => line.replace(",", "").trim());
      this.element.value = lines.join("\n");
      for (const type of ["input", "change"]) this.element.dispatchEvent(new Event(type, { bubbles: true }));
    }

    add(line, after) {
      const item = this.row(line);
      if (after) after.after(item);
      else this.list.append(item);
      item.querySelector("input").focus();
    }

    move(item, step, focused) {
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      if (step < 0) other.before(item);
      else other.after(item);
      focused.focus();
      this.write();
      const items = [...this.list.children];
      this.say("position", { name: this.lineOf(item), position: items.indexOf(item) + 1, count: items.length });
    }

    remove(item) {
      const next = item.nextElementSibling || item.previousElementSibling;
      const name = this.lineOf(item);
      item.remove();
      (next?.querySelector("input") || this.adders[0]).focus();
      this.write();
      this.say("removed", { name });
    }

    /* A person becomes a group, in the order in which the name is read; and back, by its last word. */
    change(item) {
      const values = this.valuesOf(item);
      let line;
      if (item.fields.length === 1) {
        const words = (values.name || "").trim().split(/\s+/);
        line = window.cmsNameLines.write({ family: words.pop(), given: words.join(" ") }) || ",";
      } else {
        const name = [values.given, values.family, values.suffix].map((part) => part.trim()).filter(Boolean).join(" ");
        line = window.cmsNameLines.write({ isGroup: true, name });
      }
      const changed = this.row(line);
      item.replaceWith(changed);
      changed.querySelector("input").focus();
      this.write();
    }

    paste(event, item) {
      const names = window.cmsNameLines.split(event.clipboardData?.getData("text/plain") || "");
      if (!names.length) return;
      event.preventDefault();
      const rows = names.map((line) => this.row(line));
      const wasEmpty = Object.values(this.valuesOf(item)).every((value) => !value.trim());
      item.after(...rows);
      if (wasEmpty) item.remove();
      rows.at(-1).querySelector("input").focus();
      this.write();
      this.say("pasted", { count: names.length });
    }

    say(what, values) {
      this.said.textContent = this.wordsValue[what].replace(/\{(\w+)\}/g, (_, key) => values[key]);
    }

    button(text, icon, act) {
      const button = make("button", { type: "button", className: "button button-small button-secondary bicolor button--icon" });
      button.append(iconOf(icon, "icon-wrapper"), document.createTextNode(text));
      button.addEventListener("click", () => act(button));
      return button;
    }

    iconButton(text, icon, act) {
      const button = make("button", { type: "button", className: "cms-names__button", title: text, ariaLabel: text });
      button.append(iconOf(icon));
      button.addEventListener("click", () => act(button));
      return button;
    }
  },
);

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function iconOf(name, wrapper) {
  const holder = document.createElement("span");
  if (wrapper) holder.className = wrapper;
  holder.innerHTML = `<svg class="icon icon-${name} icon" aria-hidden="true"><use href="#icon-${name}"></use></svg>`;
  return holder;
}
