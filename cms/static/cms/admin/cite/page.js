/* The citations of the whole form in document order: numbers depend on what stands before. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});

  const TEXT = "[data-draftail-editor-wrapper]";

  const isDeleted = (element) => {
    for (let at = element; at; at = at.parentElement?.closest("[data-streamfield-child]")) {
      const child = at.closest("[data-streamfield-child]");
      if (!child) return false;
      const flag = [...child.children].find((each) => each.name?.endsWith("-deleted"));
      if (flag?.value) return true;
      at = child;
    }
    return false;
  };

  /* The field of the editor in which a node is: the one that Wagtail has hung its editor to. */
  cite.inputOf = (node) => {
    const wrapper = node?.closest("[data-draftail-editor-wrapper]");
    return [...(wrapper?.parentNode.children || [])].find((each) => each.draftailEditor);
  };

  /* Every entity of ours in a text, with the place where it stands. */
  cite.entitiesIn = (content) => {
    const found = [];
    content.getBlockMap().forEach((block) => {
      block.findEntityRanges(
        (character) => {
          const key = character.getEntity();
          return key !== null && content.getEntity(key).getType() === "CITATION";
        },
        (start, end) => {
          const key = block.getEntityAt(start);
          found.push({ key, block: block.getKey(), start, end, data: content.getEntity(key).getData() });
        },
      );
    });
    return found;
  };

  const ofText = (wrapper) => {
    const input = cite.inputOf(wrapper);
    if (!input) return [];
    return cite
      .entitiesIn(input.draftailEditor.getEditorState().getCurrentContent())
      .map(({ key, block, start, data }) => ({ key, input, block, start, items: data.items, mode: data.mode }));
  };

  const ofFields = (element) => {
    const value = (name) => {
      const field = element.querySelector(`[name$="-${name}"]`);
      return field?.type === "checkbox" ? field.checked : field?.value || "";
    };
    const reference = Number.parseInt(value("reference"), 10);
    if (!reference) return null;
    const item = { reference };
    ["prefix", "locator", "suffix"].forEach((name) => {
      if (value(name)) item[name] = value(name);
    });
    if (value("suppress_author")) item.suppress_author = true;
    return item;
  };

  /* [{key, items, mode, …}]; those of blocks have no key. Items of one list are one citation. */
  cite.citationsOfPage = () => {
    const found = [];
    let list = null;
    document.querySelectorAll(`${TEXT}, [data-citation]`).forEach((element) => {
      if (isDeleted(element)) return;
      if (element.matches(TEXT)) {
        list = null;
        found.push(...ofText(element));
        return;
      }
      const item = ofFields(element);
      if (!item) return;
      const container = element.closest("[data-streamfield-child]")?.parentElement || element;
      if (list !== container) {
        list = container;
        found.push({ items: [], mode: "parenthetical" });
      }
      found.at(-1).items.push(item);
    });
    return found;
  };

  /* The same with a citation that is still being written: instead of the one with `key`, or at `place`. */
  cite.citationsWith = (citation, { key, input, block, start }) => {
    const found = cite.citationsOfPage();
    const draft = { ...citation, isDraft: true };
    if (key) return found.map((each) => (each.key === key ? draft : each));
    if (!input) return [...found, draft];
    const order = input.draftailEditor.getEditorState().getCurrentContent().getBlockMap().keySeq().toList();
    const isBehind = (each) => {
      if (!each.input) return false;
      if (each.input !== input) {
        return Boolean(input.compareDocumentPosition(each.input) & Node.DOCUMENT_POSITION_FOLLOWING);
      }
      const difference = order.indexOf(each.block) - order.indexOf(block);
      return difference > 0 || (difference === 0 && each.start >= start);
    };
    const at = found.findIndex(isBehind);
    return at < 0 ? [...found, draft] : [...found.slice(0, at), draft, ...found.slice(at)];
  };

  cite.pageId = () => {
    const match = /\/pages\/(?:add\/[^/]+\/[^/]+\/)?(\d+)\//.exec(window.location.pathname);
    return match ? Number(match[1]) : null;
  };

  cite.chosenStyle = () => document.querySelector('[name="citation_style"]')?.value || "";
})();
