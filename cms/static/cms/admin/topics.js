/* The topics of a page: a new one is added where the others are ticked, and many are found by a word. */
window.wagtail.app.register(
  "cms-topics",
  class extends window.StimulusModule.Controller {
    static targets = ["list", "find", "add", "title", "said", "empty"];

    static values = { name: String, address: String, locale: String, failed: String, added: String };

    static MANY = 12;

    async connect() {
      this.findTarget.hidden = this.boxes.length <= this.constructor.MANY;
      try {
        const answer = await fetch(this.addressValue);
        this.addTarget.hidden = !(answer.ok && (await answer.json()).allowed);
      } catch {
        this.addTarget.hidden = true;
      }
    }

    get boxes() {
      return [...this.listTarget.querySelectorAll('input[type="checkbox"]')];
    }

    /* Wagtail's own template has a row for each box; the row is what is hidden. */
    rowOf(box) {
      let row = box;
      while (row.parentElement.querySelectorAll('input[type="checkbox"]').length === 1) row = row.parentElement;
      return row === this.listTarget ? box.closest("label") : row;
    }

    find() {
      const wanted = this.findTarget.value.trim().toLocaleLowerCase();
      for (const box of this.boxes) {
        const row = this.rowOf(box);
        row.hidden = !box.checked && !row.textContent.toLocaleLowerCase().includes(wanted);
      }
    }

    stay(event) {
      event.preventDefault(); /* Enter would send the form. */
    }

    async add() {
      const title = this.titleTarget.value.trim();
      if (!title) {
        this.titleTarget.focus();
        return;
      }
      let answer;
      let topic = {};
      try {
        answer = await fetch(this.addressValue, {
          method: "POST",
          headers: { "X-CSRFToken": window.cmsKeep.token(), "X-Requested-With": "XMLHttpRequest" },
          body: new URLSearchParams({ title, locale: this.localeValue }),
        });
        topic = await answer.json();
      } catch {
        // What is not JSON says nothing that one could show.
      }
      if (!answer?.ok) {
        this.saidTarget.textContent = topic.message || this.failedValue;
        return;
      }
      this.tick(topic);
      this.titleTarget.value = "";
      this.titleTarget.focus();
      this.saidTarget.textContent = this.addedValue.replace("{title}", topic.title);
    }

    tick(topic) {
      let box = this.boxes.find((each) => each.value === String(topic.id));
      if (!box) {
        const list = this.listTarget.firstElementChild;
        box = Object.assign(document.createElement("input"), { type: "checkbox", value: topic.id });
        box.name = this.nameValue;
        box.id = `${list.id}_new_${topic.id}`;
        const label = Object.assign(document.createElement("label"), { htmlFor: box.id });
        label.append(box, ` ${topic.title}`);
        const row = document.createElement("div");
        row.append(label);
        list.append(row);
      }
      box.checked = true;
      this.rowOf(box).hidden = false;
      this.emptyTarget.hidden = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  },
);
