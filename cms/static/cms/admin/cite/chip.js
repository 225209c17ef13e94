/* A citation as it stands in the editor: the label it will have, and in red what is wrong with a source. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const { Component, createElement, createRef } = window.React;
  const GRAVE = ["retracted", "withdrawn", "not_found"];

  const describe = (items) => {
    const references = items.map((item) => cite.labels.reference(item.reference));
    const known = references.filter(Boolean);
    const about = known.map(({ label, title, notice, integrity_label: state }) =>
      [label, title, notice ? state : null].filter(Boolean).join(" — "),
    );
    if (known.length < references.length || !references.length) about.push(cite.text("gone"));
    return {
      about: about.join("\n"),
      grave: known.find(({ integrity }) => GRAVE.includes(integrity)),
      noticed: known.find(({ notice }) => notice),
    };
  };

  /* The text that the editor knows lies unseen below the label, spread to its width: so the cursor, which keeps to that
     text, stands before and behind the chip where one sees it. All are measured before any is changed, or else the
     browser would lay out a long page once for each. */
  const fit = (chips) => {
    const measured = chips
      .filter((chip) => chip.root.current)
      .map((chip) => {
        const range = document.createRange();
        range.selectNodeContents(chip.hidden.current);
        const { length } = range.toString();
        const natural = range.getBoundingClientRect().width - length * chip.spacing;
        return { chip, length, room: chip.root.current.getBoundingClientRect().width - natural };
      });
    for (const { chip, length, room } of measured) {
      chip.spacing = length ? room / length : 0;
      chip.hidden.current.style.letterSpacing = `${chip.spacing}px`;
    }
  };

  const changed = new Set();
  const fitLater = (chip) => {
    if (!changed.size) {
      requestAnimationFrame(() => {
        const chips = [...changed];
        changed.clear();
        fit(chips);
      });
    }
    changed.add(chip);
  };

  const chipOf = new WeakMap();
  const sizes = new ResizeObserver((entries) => fit(entries.map(({ target }) => chipOf.get(target))));

  cite.Chip = class Chip extends Component {
    constructor(props) {
      super(props);
      this.root = createRef();
      this.hidden = createRef();
      this.spacing = 0; // in pixels, what is between two letters of the unseen text
    }

    componentDidMount() {
      this.leave = cite.labels.subscribe(() => this.forceUpdate());
      chipOf.set(this.root.current, this);
      sizes.observe(this.root.current); // which tells of it once at first
      cite.labels.refresh();
    }

    componentDidUpdate() {
      fitLater(this);
    }

    componentWillUnmount() {
      this.leave();
      sizes.unobserve(this.root.current);
      cite.labels.refresh();
    }

    render() {
      const { entityKey, contentState, onEdit, children } = this.props;
      const { items = [] } = contentState.getEntity(entityKey).getData();
      const label = cite.labels.of(entityKey);
      const { about, grave, noticed } = label ? describe(items) : { about: "" }; // until the server has answered
      const isMissing = label && !label.text;
      const text = (isMissing ? cite.text("missing") : label?.text) || "…";
      const warning = grave || noticed;
      const classes = ["cms-cite-chip"];
      if (label?.raised) classes.push("cms-cite-chip--raised");
      if (grave || isMissing) classes.push("cms-cite-chip--critical");
      else if (noticed) classes.push("cms-cite-chip--warning");
      return createElement(
        "span",
        {
          ref: this.root,
          className: classes.join(" "),
          role: "button",
          title: about,
          "aria-label": [cite.text("edit", { label: text }), about].join(" "),
          "data-label": text,
          "data-notice": warning ? warning.integrity_label : null,
          onMouseDown: (event) => event.preventDefault(),
          onClick: (event) => {
            event.preventDefault();
            onEdit(entityKey);
          },
        },
        createElement("span", { ref: this.hidden, className: "cms-cite-chip__text" }, children),
      );
    }
  };
})();
