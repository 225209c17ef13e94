/* A date in its parts: year, month or season, day. The text field is what is sent; what is no single date, such as a
   span of time, is left as text. */
window.wagtail.app.register(
  "cms-date",
  class extends window.StimulusModule.Controller {
    static values = { words: Object };

    connect() {
      const words = this.wordsValue;
      this.help = this.element.closest("[data-field]")?.querySelector("[data-field-help]");
      this.parts = document.createElement("div");
      this.parts.className = "cms-date";
      this.year = this.part(words.year, "input", { type: "text", inputMode: "numeric", maxLength: 5, size: 6 });
      this.month = this.part(words.month, "select", {});
      this.day = this.part(words.day, "input", { type: "text", inputMode: "numeric", maxLength: 2, size: 4 });
      this.month.append(new Option(words.none, ""));
      words.months.forEach((label, index) => this.month.append(new Option(label, String(index + 1).padStart(2, "0"))));
      for (const [name, label] of Object.entries(words.seasons)) this.month.append(new Option(label, name));
      this.toggle = document.createElement("button");
      this.toggle.type = "button";
      this.toggle.className = "button button-small button-secondary cms-date__toggle";
      this.toggle.addEventListener("click", () => this.show(this.parts.hidden));
      this.element.after(this.parts, this.toggle);
      this.show(this.isSingle());
    }

    disconnect() {
      if (this.help) this.help.hidden = false;
      this.parts.remove();
      this.toggle.remove();
      this.element.hidden = false;
    }

    part(text, tag, properties) {
      const label = document.createElement("label");
      const words = document.createElement("span");
      words.textContent = text;
      const input = Object.assign(document.createElement(tag), properties);
      input.addEventListener("input", () => this.write());
      label.append(words, input);
      this.parts.append(label);
      return input;
    }

    read() {
      const text = this.element.value.trim();
      const seasons = Object.keys(this.wordsValue.seasons).join("|");
      const season = new RegExp(`^(\\d{4}) (${seasons})$`, "i").exec(text);
      if (season) return [season[1], season[2][0].toUpperCase() + season[2].slice(1).toLowerCase(), ""];
      const date = /^(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
      if (date) return [date[1], (date[2] || "").padStart(date[2] ? 2 : 0, "0"), date[3] || ""];
      return text === "" ? ["", "", ""] : null;
    }

    isSingle() {
      return this.read() !== null;
    }

    show(asParts) {
      const read = asParts ? this.read() : null;
      this.parts.hidden = !read;
      this.element.hidden = Boolean(read);
      if (this.help) this.help.hidden = Boolean(read); /* It says how the text is written. */
      this.toggle.textContent = read ? this.wordsValue.asText : this.wordsValue.asParts;
      this.toggle.hidden = !read && !this.isSingle() && !asParts && this.element.value.trim() !== "";
      if (read) [this.year.value, this.month.value, this.day.value] = read;
      this.dayIsKnown();
    }

    dayIsKnown() {
      this.day.disabled = !/^\d+$/.test(this.month.value);
      if (this.day.disabled) this.day.value = "";
    }

    /* What can not be a date is written all the same: the answer to the form says what is wrong with it. */
    write() {
      this.dayIsKnown();
      const [year, month, day] = [this.year, this.month, this.day].map((input) => input.value.trim());
      const isSeason = month !== "" && !/^\d+$/.test(month);
      if (isSeason) this.element.value = `${year} ${month}`.trim();
      else this.element.value = [year, month, month && day ? day.padStart(2, "0") : ""].filter(Boolean).join("-");
      for (const type of ["input", "change"]) this.element.dispatchEvent(new Event(type, { bubbles: true }));
    }
  },
);
