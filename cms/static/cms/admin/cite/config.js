/* What the server says: addresses and words; and how to ask it. Shared by all scripts of the control. */

(() => {
  const cite = (window.cmsCite = window.cmsCite || {});
  let config = null;

  const read = () => {
    if (config === null) {
      const element = document.getElementById("cms-cite-config");
      config = element ? JSON.parse(element.textContent) : { urls: {}, texts: {} };
    }
    return config;
  };

  /* The words of that name, with "%(label)s" and the like filled in. */
  cite.text = (name, values = {}) =>
    (read().texts[name] || name).replace(/%\((\w+)\)s/g, (whole, key) => values[key] ?? whole);

  /* The server's answer. Throws an error whose message can be shown. */
  cite.ask = async (name, { query, body, signal } = {}) => {
    const url = new URL(read().urls[name], window.location.href);
    Object.entries(query || {}).forEach(([key, value]) => url.searchParams.set(key, value));
    const options = { signal, headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } };
    if (body) {
      options.method = "POST";
      options.body = JSON.stringify(body);
      options.headers["Content-Type"] = "application/json";
      options.headers["X-CSRFToken"] = window.cmsKeep.token();
    }
    let answer = null;
    let data = null;
    try {
      answer = await fetch(url, options);
      data = await answer.json();
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error(cite.text(answer?.status === 403 ? "out" : "failed"));
    }
    if (!answer.ok) throw new Error(data.message || cite.text("failed"));
    return data;
  };

  /* An element: attributes that are functions become listeners, false and null are left out. */
  cite.element = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    });
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  let last = 0;

  cite.newId = (what) => {
    last += 1;
    return `cms-cite-${what}-${last}`;
  };

  /* One of Wagtail's icons. */
  cite.icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", `icon icon-${name}`);
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#icon-${name}`);
    svg.append(use);
    return svg;
  };
})();
