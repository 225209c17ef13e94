/* Asks the server whether saving is possible: "in" (logged in, as `user`), "out" (not any more), "away" (no answer). */
(() => {
  const config = JSON.parse(document.getElementById("cms-keep-config").textContent);

  const ask = async () => {
    let answer;
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
      answer = await fetch(config.session, { headers, cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (answer.ok) return { is: "in", ...(await answer.json()) };
    } catch {
      return { is: "away" };
    }
    return { is: answer.status === 403 ? "out" : "away" };
  };

  /* The token of this moment. Signing in again in another tab changes it; the cookie knows, the page does not. */
  const token = () => {
    const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    return cookie ? decodeURIComponent(cookie.slice("csrftoken=".length)) : window.wagtailConfig.CSRF_TOKEN;
  };

  /* A login makes a new token; a form with the old one would be refused. */
  const renew = (token) => {
    window.wagtailConfig.CSRF_TOKEN = token;
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
  };

  window.cmsKeep = { config, ask, renew, token };
})();
