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

  cite.Chip = class Chip extends Component {
    constructor(props) {
      super(props);
      this.root = createRef();
      this.hidden = createRef();
    }

    componentDidMount() {
      this.leave = cite.labels.subscribe(() => this.forceUpdate());
      this.observer = new ResizeObserver(() => this.fit());
      this.observer.observe(this.root.current);
      cite.labels.refresh();
      this.fit();
    }

    componentDidUpdate() {
      this.fit();
    }

    componentWillUnmount() {
      this.leave();
      this.observer.disconnect();
      cite.labels.refresh();
    }

    /* The text that the editor knows lies unseen below the label, spread to its width: so the cursor, which keeps to
       that text, stands before and behind the chip where one sees it. */
    fit() {
      const { style } = this.hidden.current;
      const range = document.createRange();
      range.selectNodeContents(this.hidden.current);
      style.letterSpacing = "0";
      const natural = range.getBoundingClientRect().width;
      const { length } = range.toString();
      if (length && natural) {
        style.letterSpacing = `${(this.root.current.getBoundingClientRect().width - natural) / length}px`;
      }
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
