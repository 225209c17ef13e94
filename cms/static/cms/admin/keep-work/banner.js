/* What is said about work that is not saved, at the top of the form's window, with what one can do about it. */
(() => {
  const { config } = window.cmsKeep;
  let place;

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  /* The place is there before its text, or else the text would not be read out. */
  const prepare = () => {
    if (place) return;
    place = make("section", { className: "cms-keep", hidden: true });
    place.setAttribute("aria-label", config.texts.region);
    place.append(make("p", { className: "cms-keep__text" }), make("div", { className: "cms-keep__ways" }));
    place.firstChild.setAttribute("role", "status");
    document.body.append(place);
  };

  const way = ({ label, address, act }) => {
    if (!address) {
      const button = make("button", { type: "button", className: "button button-small", textContent: label });
      button.addEventListener("click", act);
      return button;
    }
    const link = make("a", { className: "button button-small", textContent: label, href: address, target: "_blank" });
    link.rel = "noreferrer";
    return link;
  };

  const hide = () => {
    if (place) place.hidden = true;
  };

  const say = (text, { ways = [], isGood = false } = {}) => {
    prepare();
    place.hidden = false;
    place.classList.toggle("cms-keep--good", isGood);
    const close = { label: config.texts.hide, act: hide };
    place.lastChild.replaceChildren(...[...ways, ...(isGood ? [close] : [])].map(way));
    const line = place.firstChild;
    if (line.textContent !== text) requestAnimationFrame(() => (line.textContent = text));
  };

  Object.assign(window.cmsKeep, { say, hide, isShown: () => Boolean(place) && !place.hidden });
})();
