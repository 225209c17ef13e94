/* Copies of forms that could not be saved, in this browser. Each belongs to one user and one address; it is gone once
   the form was saved, when somebody logs out, and after a week. */
(() => {
  const PREFIX = "cms-kept:";
  const SENT = "cms-kept-sent"; /* The copy whose form this tab has just sent. */
  const DAYS = 7;

  const keyOf = (user, address) => `${PREFIX}${user}:${address}`;
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };

  /* Storage can be switched off or full; then there is no copy, and the caller is told. */
  const safely = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };

  window.cmsKept = {
    put(user, address, fields) {
      const value = JSON.stringify({ at: Date.now(), fields });
      return safely(() => (localStorage.setItem(keyOf(user, address), value), true), false);
    },
    get: (user, address) => safely(() => read(keyOf(user, address)), null),
    drop: (user, address) => safely(() => localStorage.removeItem(keyOf(user, address))),
    sending: (user, address) => safely(() => sessionStorage.setItem(SENT, keyOf(user, address))),
  };

  const forgetOld = () => {
    const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
    for (const key of keys()) if (!(read(key)?.at > oldest)) localStorage.removeItem(key);
  };

  /* Wagtail says on the next page that it has saved, or shows the form again with what is wrong in it. A page that
     says neither, such as that of a server that has failed, leaves the copy where it is. */
  const forgetSent = () => {
    const key = sessionStorage.getItem(SENT);
    if (!key || !document.querySelector(".messages .success, .messages .error, .messages .warning")) return;
    sessionStorage.removeItem(SENT);
    localStorage.removeItem(key);
  };

  safely(forgetOld);
  safely(forgetSent);

  const { logout } = document.currentScript.dataset;
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname !== logout) return;
    safely(() => keys().forEach((key) => localStorage.removeItem(key)));
  });
})();
