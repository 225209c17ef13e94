/* The labels of all citations of the form, and what is known of their references: asked for once, kept up to date. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  const listeners = new Set();
  const labels = new Map();
  const references = new Map();
  const state = { authorDate: false };
  let asked = null;
  let waiting = null;
  let isObserving = false;
  const PAUSE = 150;
  const whenDrawn = window.requestIdleCallback || ((act) => window.setTimeout(act, 100));

  const request = (citations) => ({
    style: cite.chosenStyle(),
    page: cite.pageId(),
    citations: citations.map(({ items, mode }) => ({ items, mode })),
  });

  const learn = (answer) => {
    answer.references.forEach((reference) => references.set(reference.id, reference));
    state.authorDate = answer.author_date;
  };

  const refresh = async () => {
    const citations = cite.citationsOfPage();
    const body = request(citations);
    const wanted = JSON.stringify([body, citations.map(({ key }) => key)]);
    if (wanted === asked || !citations.length) return;
    asked = wanted;
    try {
      const answer = await cite.ask("labels", { body });
      if (asked !== wanted) return;
      learn(answer);
      const given = new Set(body.citations.flatMap(({ items }) => (items || []).map((item) => item.reference)));
      const there = new Set(answer.references.map((reference) => reference.id));
      given.forEach((id) => there.has(id) || references.delete(id));
      labels.clear();
      citations.forEach(({ key }, index) => key && labels.set(key, answer.labels[index]));
      listeners.forEach((listener) => listener());
    } catch {
      asked = null; // the chips keep what they show; the next change asks again
    }
  };

  const schedule = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(refresh, PAUSE);
  };

  /* Blocks are added, moved and removed, and choosers filled, without telling anybody. */
  const observe = () => {
    schedule();
    new MutationObserver(schedule).observe(document.querySelector("form[data-edit-form]") || document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["aria-hidden"], // how a deleted block shows, which stays in the form
    });
    document.addEventListener("change", schedule);
  };

  cite.labels = {
    of: (key) => labels.get(key),
    reference: (id) => references.get(id),
    learn: (found) => found.forEach((reference) => references.set(reference.id, reference)),
    isAuthorDate: () => state.authorDate,
    refresh: schedule,
    /* Calls the listener after every change; answers how to stop it. */
    subscribe: (listener) => {
      if (!isObserving) whenDrawn(observe); // not every part of a form that is still being drawn
      isObserving = true;
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /* The label that a citation would have at a place. */
    preview: async (citation, place) => {
      const citations = cite.citationsWith(citation, place);
      const answer = await cite.ask("labels", { body: request(citations) });
      learn(answer);
      return answer.labels[citations.findIndex((each) => each.isDraft)];
    },
  };
})();
