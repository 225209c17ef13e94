/* Asks how far an import is, shows it, says each tenth aloud, and opens the page anew when there is something to decide. */
window.wagtail.app.register(
  "cms-import-progress",
  class extends window.StimulusModule.Controller {
    static targets = ["place", "status"];

    static values = { address: String, pause: { type: Number, default: 3000 } };

    connect() {
      this.later();
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    later() {
      this.timer = setTimeout(() => this.ask(), this.pauseValue);
    }

    async ask() {
      try {
        const answer = await fetch(this.addressValue, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (answer.ok && !answer.redirected) this.show(await answer.text());
        else if (answer.status === 403 || answer.redirected) window.location.reload(); /* Leads to the login. */
      } catch {
        // The next time, perhaps.
      }
      this.later();
    }

    show(text) {
      const part = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
      if (part.dataset.active !== "true") {
        window.location.reload();
        return;
      }
      this.placeTarget.replaceChildren(part);
      if (this.statusTarget.textContent !== part.dataset.announced) {
        this.statusTarget.textContent = part.dataset.announced;
      }
    }
  },
);
