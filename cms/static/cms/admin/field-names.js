/* Gives a name to fields that stand alone in a block, a list or a table, and to formatted texts: Wagtail writes what they
   are beside them, but does not say so to screen readers. */
(() => {
  const everything = document.body; /* Windows in which one chooses stand outside the form. */

  const FIELDS = '[role="textbox"], input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea, select';
  const words = (element) => (element?.textContent || "").replace(/\s+/g, " ").replace(/\s*\*$/, "").trim();

  /* The ids that labels are for, looked up once for many fields: a browser that is asked for the labels of one field
     searches the whole page, which has thousands. */
  const labelled = () => new Set(Array.from(document.querySelectorAll("label[for]"), (label) => label.htmlFor));

  const hasName = (field, ids) =>
    ids.has(field.id) ||
    field.closest("label") ||
    field.hasAttribute("aria-labelledby") ||
    field.title ||
    field.placeholder;

  const inTable = (field) => {
    const cell = field.closest(".typed-table-block td");
    if (!cell) return "";
    const heading = cell.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
    const column = heading?.querySelector(".column-heading")?.value || cell.cellIndex;
    return `${column}, ${cell.parentElement.sectionRowIndex + 1}`;
  };

  /* The label of the field in its block; for a block or a list entry that is one field, the name of the block. */
  const nameOf = (field) => {
    const table = inTable(field);
    if (table) return table;
    const part = field.closest("[data-contentpath]");
    const label = part && !part.matches("[data-streamfield-child]") && part.querySelector("label");
    if (label) return words(label);
    const alone = !field.closest("[data-streamfield-child]") && field.closest("[data-field-wrapper]");
    const before = alone && (alone.querySelector("label") || alone.parentElement.querySelector("label"));
    if (before) return words(before);
    const heading = field.closest("[data-panel]")?.querySelector("[data-panel-heading]");
    return words(heading?.querySelector(".c-sf-block__type") || heading);
  };

  const give = (field, ids) => {
    if (field.hasAttribute("aria-label") && !field.dataset.cmsNamed) return;
    if (hasName(field, ids)) return;
    const name = nameOf(field);
    if (!name) return;
    field.setAttribute("aria-label", name);
    field.dataset.cmsNamed = "true";
  };

  const giveAll = (roots) => {
    const fields = new Set();
    for (const root of roots) {
      if (root.matches(FIELDS)) fields.add(root);
      for (const field of root.querySelectorAll(FIELDS)) fields.add(field);
    }
    if (!fields.size) return;
    const ids = labelled();
    for (const field of fields) give(field, ids);
  };

  const MANY = 100; /* Of as many parts that were added some lie within others: the whole page is looked through once. */
  let added = [everything];
  const settle = () => {
    const roots = added.length < MANY ? added.filter((root) => root.isConnected) : [everything];
    added = [];
    giveAll(roots);
  };

  const later = window.requestIdleCallback || ((act) => setTimeout(act, 100));
  const observer = new MutationObserver((changes) => {
    if (!added.length) later(settle);
    for (const { addedNodes, target, type } of changes) {
      if (type === "childList") added.push(...[...addedNodes].filter((node) => node.nodeType === 1));
      /* A text that can not be written in for a moment has no role, and may then have no name either. */
      else if (target.hasAttribute("role")) added.push(target);
      else if (target.dataset.cmsNamed) target.removeAttribute("aria-label");
    }
  });

  /* Once the form is drawn, and not each of its thousands of parts as it comes; at the latest when the page has loaded,
     however busy the browser is then. */
  let isWatching = false;
  const watch = () => {
    if (!isWatching) observer.observe(everything, { attributeFilter: ["role"], childList: true, subtree: true });
    isWatching = true;
    settle();
  };
  later(watch);
  window.addEventListener("load", watch);

  /* A column may have got another heading since. */
  everything.addEventListener("focusin", ({ target }) => target.dataset.cmsNamed && give(target, labelled()));
})();
