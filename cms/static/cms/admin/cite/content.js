/* Changes to a text of the editor. Each is one step for undo: the data of an entity are never changed in place. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const CHANGE = "apply-entity";

  const words = ({ items }) =>
    `[${items.map((item) => cite.labels.reference(item.reference)?.key || "?").join("; ")}]`;

  const put = (state, selection, citation) => {
    const { EditorState, Modifier } = window.DraftJS;
    const content = state.getCurrentContent().createEntity("CITATION", "IMMUTABLE", citation);
    const key = content.getLastCreatedEntityKey();
    const changed = Modifier.replaceText(content, selection, words(citation), null, key);
    return EditorState.forceSelection(EditorState.push(state, changed, CHANGE), changed.getSelectionAfter());
  };

  const selectionOf = (state, { block, start, end }) =>
    state.getSelection().merge({
      anchorKey: block,
      anchorOffset: start,
      focusKey: block,
      focusOffset: end,
      isBackward: false,
      hasFocus: true,
    });

  const find = (state, key) => cite.entitiesIn(state.getCurrentContent()).find((each) => each.key === key);

  /* Where a new citation goes: behind the selection, which stays as it is; instead of an "@" that asked for it. */
  cite.placeFor = (state, isForAt) => {
    const selection = state.getSelection();
    const end = selection.getEndOffset();
    return { block: selection.getEndKey(), start: isForAt ? end - 1 : end, end };
  };

  cite.insert = (state, place, citation) => put(state, selectionOf(state, place), citation);

  cite.replace = (state, key, citation) => {
    const found = find(state, key);
    return found ? put(state, selectionOf(state, found), citation) : state;
  };

  cite.remove = (state, key) => {
    const { EditorState, Modifier } = window.DraftJS;
    const found = find(state, key);
    if (!found) return state;
    const changed = Modifier.removeRange(state.getCurrentContent(), selectionOf(state, found), "forward");
    return EditorState.forceSelection(EditorState.push(state, changed, CHANGE), changed.getSelectionAfter());
  };

  /* The state as it was when the dialog opened, with the cursor where it stood. */
  cite.unchanged = (state) =>
    window.DraftJS.EditorState.forceSelection(state, state.getSelection().set("hasFocus", true));

  /* The citation that a selection covers exactly. */
  cite.selected = (state) => {
    const selection = state.getSelection();
    if (selection.isCollapsed()) return null;
    const isCovered = ({ block, start, end }) =>
      selection.getStartKey() === block &&
      selection.getEndKey() === block &&
      selection.getStartOffset() === start &&
      selection.getEndOffset() === end;
    return cite.entitiesIn(state.getCurrentContent()).find(isCovered) || null;
  };

  /* The state with a selection that never begins or ends inside a citation. `before`: where it came from. */
  cite.snapped = (state, before) => {
    const { EditorState } = window.DraftJS;
    const selection = state.getSelection();
    const entities = cite.entitiesIn(state.getCurrentContent());
    const inside = (block, offset) =>
      entities.find((each) => each.block === block && each.start < offset && offset < each.end);
    const atAnchor = inside(selection.getAnchorKey(), selection.getAnchorOffset());
    const atFocus = inside(selection.getFocusKey(), selection.getFocusOffset());
    if (!atAnchor && !atFocus) return state;
    const edge = (entity, isForward) => (isForward ? entity.end : entity.start);
    let next = selection;
    if (atFocus) {
      const from = before.getSelection();
      const isSame = from.getFocusKey() === atFocus.block;
      const isForward = isSame
        ? from.getFocusOffset() <= atFocus.start
        : selection.getFocusOffset() * 2 > atFocus.start + atFocus.end;
      next = next.set("focusOffset", edge(atFocus, isForward));
      if (selection.isCollapsed()) next = next.set("anchorOffset", next.getFocusOffset());
    }
    if (atAnchor && !selection.isCollapsed()) next = next.set("anchorOffset", edge(atAnchor, selection.getIsBackward()));
    return EditorState.forceSelection(state, next);
  };
})();
