/* One chosen reference in the dialog: what it is, what is wrong with it, and the words around it. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const { element } = cite;

  const TONES = {
    retracted: "critical",
    withdrawn: "critical",
    not_found: "critical",
    concern: "warning",
    corrected: "warning",
    unchecked: "neutral",
    clean: "positive",
  };

  const badge = (words, tone) => element("span", { class: `cms-cite-badge cms-cite-badge--${tone}` }, words);

  /* What an editor should know before citing it; always in words. */
  cite.badges = (reference) => {
    const found = [badge(reference.integrity_label, TONES[reference.integrity] || "neutral")];
    if (reference.pending) found.push(badge(cite.text("pending"), "warning"));
    else if (reference.unverified) found.push(badge(cite.text("unverified"), "neutral"));
    return element("span", { class: "cms-cite-badges" }, ...found);
  };

  const field = (item, name, { help, input, onChange }) => {
    const id = cite.newId(name);
    const helpId = help ? `${id}-help` : null;
    const box = element("input", {
      id,
      type: "text",
      maxlength: input.maxlength,
      autocomplete: "off",
      "aria-describedby": helpId,
      input: () => {
        if (box.value) item[input.key] = box.value;
        else delete item[input.key];
        onChange();
      },
    });
    box.value = item[input.key] || "";
    return element(
      "div",
      { class: `cms-cite-field cms-cite-field--${name}` },
      element("label", { for: id }, cite.text(name)),
      box,
      help ? element("p", { class: "cms-cite-help", id: helpId }, help) : null,
    );
  };

  const checkbox = (item, onChange) => {
    const id = cite.newId("suppress");
    const box = element("input", {
      id,
      type: "checkbox",
      change: () => {
        if (box.checked) item.suppress_author = true;
        else delete item.suppress_author;
        onChange();
      },
    });
    box.checked = Boolean(item.suppress_author);
    return element(
      "div",
      { class: "cms-cite-check cms-cite-check--suppress" },
      box,
      element("label", { for: id }, cite.text("suppressAuthor")),
    );
  };

  /* Why it is cited in spite of what is known about it; the notice that is meant is the one of today. */
  const reason = (item, reference, onChange) => {
    const settle = () => {
      if (item.acknowledged_reason) item.acknowledged_status = reference.integrity;
      else delete item.acknowledged_status;
      onChange();
    };
    const input = { key: "acknowledged_reason", maxlength: 500 };
    return field(item, "reason", { help: cite.text("reasonHelp"), input, onChange: settle });
  };

  const tool = (name, icon, label, press, disabled) =>
    element(
      "button",
      {
        type: "button",
        class: "cms-cite-tool",
        "data-action": name,
        "aria-label": cite.text(name, { label }),
        title: cite.text(name, { label }),
        disabled,
        click: press,
      },
      cite.icon(icon),
    );

  /* `position`: [index, how many]. `actions`: move(by), remove() and change(). */
  cite.chosenItem = (item, [index, count], actions) => {
    const reference = cite.labels.reference(item.reference);
    const label = reference?.label || cite.text("missing");
    const put = (key, maxlength, help) => ({ help, input: { key, maxlength }, onChange: actions.change });
    const fields = [
      field(item, "prefix", put("prefix", 200)),
      field(item, "locator", put("locator", 200, cite.text("locatorHelp"))),
      field(item, "suffix", put("suffix", 200)),
    ];
    return element(
      "li",
      { class: "cms-cite-item", "data-reference": item.reference },
      element(
        "div",
        { class: "cms-cite-item__head" },
        element(
          "div",
          { class: "cms-cite-item__what" },
          element("strong", {}, label),
          reference ? cite.badges(reference) : element("span", {}, cite.text("gone")),
          reference ? element("div", { class: "cms-cite-item__title" }, reference.title) : null,
        ),
        tool("up", "arrow-up", label, () => actions.move(-1), index === 0),
        tool("down", "arrow-down", label, () => actions.move(1), index === count - 1),
        tool("remove", "bin", label, () => actions.remove(), false),
      ),
      element("div", { class: "cms-cite-item__fields" }, ...fields),
      checkbox(item, actions.change),
      reference?.notice ? reason(item, reference, actions.change) : null,
    );
  };
})();
