/* Wagtail counts the errors of each tab before the blocks of a stream are drawn, so theirs would be missing. */
window.addEventListener("load", () => {
  for (const badge of document.querySelectorAll('.w-tabs__errors[data-controller~="w-count"]')) {
    const controllers = badge.dataset.controller;
    badge.removeAttribute("data-controller");
    // Putting the controller back makes it count again.
    requestAnimationFrame(() => badge.setAttribute("data-controller", controllers));
  }
});
