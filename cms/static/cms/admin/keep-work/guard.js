/* Guards what is typed into a form: says why it is not saved, keeps a copy while it is not, saves it by itself when that
   is possible again, and never sends the form to a server that would throw it away. */
(() => {
  const form = document.querySelector("[data-edit-form]");
  if (!form) return;

  const EVERY = 5000; /* Milliseconds between two questions while something is not saved. */
  const { config, ask, renew, say, hide, isShown } = window.cmsKeep;
  const { texts } = config;
  const kept = window.cmsKept;
  /* Copies are made of forms that can be drawn again from one: drafts, and those that are marked. */
  const isByHand = Boolean(document.querySelector("[data-cms-saved-by-hand]"));
  const hasDrafts = form.id === "page-edit-form" || /\bw-autosave\b/.test(form.dataset.controller);
  const LEFT_OUT = ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next", config.restore];

  const hasCopies = isByHand || hasDrafts;

  let owner = null; /* Who has opened the form: nobody else's login may save it. */
  let address = location.pathname;
  let why = ""; /* Why something is not saved. */
  let isKept = false;
  let isPassing = false;
  let isAsking = false; /* Whether a button waits for the answer: another one would send the form twice. */
  let refused = null; /* The button whose save was held back. */
  let timer = null;

  const fields = () => {
    const secret = [...form.querySelectorAll('input[type="password"]')].map((input) => input.name);
    const leftOut = new Set([...LEFT_OUT, ...secret]);
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !leftOut.has(name));
  };

  const keep = () => {
    if (!owner || !hasCopies) return true;
    isKept = kept.put(owner, address, fields());
    return isKept;
  };

  const forget = () => {
    if (isKept) kept.drop(owner, address);
    isKept = false;
    if (address !== location.pathname) address = location.pathname; /* What was new has an address of its own now. */
  };

  const autosave = () => window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave");

  const tell = (text, ways) => {
    const about = owner && hasCopies ? (isKept ? texts.copy : texts.full) : ""; /* Nobody's work is not kept. */
    say(`${text} ${about}`.trim(), { ways });
  };

  const loginAgain = { label: texts.login, address: config.login };
  const tryAgain = { label: texts.again, act: () => recover(true) };

  /* Asks what is the matter, says it, and saves if it can be. */
  const recover = async (isAsked = false) => {
    clearTimeout(timer);
    if (!why) return;
    const answer = await ask();
    const isMine = answer.is === "in" && (!owner || answer.user === owner);
    if (!why) return;
    if (isMine) {
      owner = answer.user;
      renew(answer.csrf);
      if (!autosave()?.activeValue) return ready();
      if (why !== "failed" || isAsked) {
        why = "retrying";
        autosave().save(new CustomEvent("cms-keep:again"));
        return;
      }
      tell(texts.failed, [tryAgain]);
      return;
    }
    why = answer.is === "in" ? "other" : answer.is;
    if (why === "away") tell(hasDrafts && !refused ? texts.away : texts.awayByHand);
    else tell(texts[why], [loginAgain]);
    timer = setTimeout(recover, EVERY);
  };

  const ready = () => {
    why = "";
    refused = null;
    say(texts.ready, { isGood: true });
  };

  const begin = (reason) => {
    why = why === "retrying" && reason === "unknown" ? "failed" : reason;
    recover();
  };

  /* --- Wagtail's saving in the background --- */

  document.addEventListener(
    "w-autosave:error",
    (event) => {
      const { type } = event.detail;
      keep();
      if (type === "network_error" || type === "server_error") {
        event.detail.text = texts.notSaved; /* Wagtail shows it beside the buttons. */
        begin("unknown");
      } else if (type === "invalid_revision") {
        why = "conflict";
        event.detail.text = texts.notSaved;
        tell(texts.conflict, [{ label: texts.latest, address: location.pathname }]);
      }
    },
    true,
  );

  document.addEventListener("w-autosave:success", () => {
    forget();
    if (why) say(refused ? texts.pressAgain : texts.back, { isGood: true });
    why = "";
    refused = null;
    clearTimeout(timer);
  });

  document.addEventListener("w-unsaved:add", () => {
    if (isByHand || why || isKept) keep();
  });

  document.addEventListener("w-unsaved:clear", () => {
    if (isByHand) forget();
  });

  for (const event of ["online", "focus"]) window.addEventListener(event, () => why && why !== "conflict" && recover());

  /* --- The buttons --- */

  const release = (button) => {
    window.wagtail.app.getControllerForElementAndIdentifier(button, "w-progress")?.deactivate();
  };

  const pass = (button) => {
    keep();
    kept.sending(owner, address);
    isPassing = true;
    const wasDisabled = button?.disabled;
    if (button) button.disabled = false; /* A button that is disabled is not sent. */
    form.requestSubmit(button);
    if (button) button.disabled = wasDisabled;
    isPassing = false;
  };

  document.addEventListener(
    "submit",
    async (event) => {
      if (event.target !== form || isPassing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      if (isAsking) {
        setTimeout(() => button && release(button));
        return;
      }
      isAsking = true;
      const answer = await ask();
      isAsking = false;
      if (answer.is === "in" && (!owner || answer.user === owner)) {
        owner = answer.user;
        renew(answer.csrf);
        pass(button);
        return;
      }
      keep();
      refused = button || form;
      setTimeout(() => button && release(button)); /* After it was set to wait. */
      why = "unknown";
      recover();
    },
    true,
  );

  /* --- What was kept when the form was last left --- */

  const restore = (copy) => {
    const sender = document.createElement("form");
    Object.assign(sender, { method: "post", action: form.action, hidden: true, enctype: form.enctype });
    const wanted = [...copy.fields, ["csrfmiddlewaretoken", window.wagtailConfig.CSRF_TOKEN]];
    if (isByHand) wanted.push([config.restore, "1"]);
    for (const [name, value] of wanted) {
      const field = document.createElement("textarea"); /* An input would lose the ends of lines. */
      Object.assign(field, { name, value });
      sender.append(field);
    }
    document.body.append(sender);
    window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved").confirmationValue = false;
    kept.sending(owner, address);
    sender.submit();
  };

  const offer = () => {
    const copy = kept.get(owner, address);
    if (!copy || why || isShown()) return;
    const when = new Date(copy.at).toLocaleString(document.documentElement.lang, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    say(texts.found.replace("{when}", when), {
      ways: [
        { label: texts.restore, act: () => restore(copy) },
        {
          label: texts.discard,
          act: () => {
            kept.drop(owner, address);
            hide();
          },
        },
      ],
    });
  };

  ask().then((answer) => {
    if (answer.is !== "in") return;
    owner ??= answer.user;
    if (hasCopies) offer();
  });
})();
