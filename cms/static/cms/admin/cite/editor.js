/* The control in Wagtail's editor: its button, its keys, and what happens around its dialog. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const { Component, createElement, createRef } = window.React;
  const TYPE = "CITATION";
  const HANDLED = "handled";
  const NOT_HANDLED = "not-handled";
  const isMac = /Mac|iP(hone|ad|od)/.test(window.navigator.platform);

  /* The field behind an editor that is about to open the dialog because of an "@". */
  let openedByAt = null;

  const inputOf = (methods) => cite.inputOf(methods.getEditorRef().editor);

  class Source extends Component {
    constructor(props) {
      super(props);
      this.root = createRef();
    }

    async componentDidMount() {
      const { editorState, entity, entityKey, onComplete } = this.props;
      const isOurs = entity?.getType() === TYPE;
      const input = cite.inputOf(this.root.current);
      const place = cite.placeFor(editorState, openedByAt !== null && openedByAt === input);
      openedByAt = null;
      const { items = [], mode = "parenthetical" } = isOurs ? entity.getData() : {};
      const result = await cite.openDialog({
        items,
        mode,
        isNew: !isOurs,
        place: isOurs ? { key: entityKey } : { ...place, input },
      });
      if (result === null) onComplete(cite.unchanged(editorState));
      else if (!isOurs) onComplete(cite.insert(editorState, place, result));
      else if (result.items.length) onComplete(cite.replace(editorState, entityKey, result));
      else onComplete(cite.remove(editorState, entityKey));
    }

    render() {
      return createElement("span", { ref: this.root, hidden: true });
    }
  }

  /* Ctrl+Alt+C, on a Mac Ctrl+Cmd+C; not what AltGr and C write on some keyboards. */
  const isShortcut = (event) => {
    if (event.code !== "KeyC" && event.key.toLowerCase() !== "c") return false;
    if (isMac) return event.ctrlKey && event.metaKey && !event.altKey;
    return event.ctrlKey && event.altKey && !event.metaKey && !event.getModifierState("AltGraph");
  };

  /* "@" asks for a citation where a word could begin, not in an address. */
  const handleBeforeInput = (typed, state, ...others) => {
    const methods = others.at(-1);
    const selection = state.getSelection();
    if (typed !== "@" || !selection.isCollapsed()) return NOT_HANDLED;
    const block = state.getCurrentContent().getBlockForKey(selection.getStartKey());
    const before = block.getText().slice(0, selection.getStartOffset());
    if (block.getType() === "code-block" || !/(^|[\s([{“„‘«–—])$/.test(before)) return NOT_HANDLED;
    const { EditorState, Modifier } = window.DraftJS;
    const content = Modifier.insertText(state.getCurrentContent(), selection, "@", state.getCurrentInlineStyle());
    methods.setEditorState(EditorState.push(state, content, "insert-characters"));
    const input = inputOf(methods);
    openedByAt = input;
    input.draftailEditor.toggleSource(TYPE, null, null);
    return HANDLED;
  };

  /* Enter on a citation that is selected edits it. */
  const handleReturn = (event, state, methods) => {
    const found = cite.selected(state);
    if (!found) return NOT_HANDLED;
    inputOf(methods).draftailEditor.onEditEntity(found.key);
    return HANDLED;
  };

  window.draftail.registerPlugin({ type: TYPE, source: Source, decorator: cite.Chip }, "entityTypes");
  window.draftail.registerPlugin(
    {
      type: "cite",
      keyBindingFn: (event) => (isShortcut(event) ? TYPE : undefined),
      handleBeforeInput,
      handleReturn,
      onChange: (state, methods) => cite.snapped(state, methods.getEditorState()),
    },
    "plugins",
  );
})();
