// The theme opens its two drawers by labels, which no keyboard reaches. Here they are buttons.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const drawers = { __navigation: ".sidebar-drawer", __toc: ".toc-drawer" };
  for (const [name, drawer] of Object.entries(drawers)) {
    const box = document.getElementById(name);
    const buttons = [...document.querySelectorAll(`button[data-opens="${name}"]`)];
    if (!box) continue;
    const set = (open) => {
      box.checked = open;
      box.dispatchEvent(new Event("change"));
    };
    box.addEventListener("change", () => {
      for (const button of buttons) button.setAttribute("aria-expanded", String(box.checked));
    });
    for (const button of buttons) {
      button.addEventListener("click", (event) => {
        set(!box.checked);
        const byKeyboard = event.detail === 0;
        if (byKeyboard && box.checked) document.querySelector(`${drawer} a`)?.focus();
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      set(false);
      buttons.find((each) => each.offsetParent)?.focus();
    });
  }
});

// What the search says, which no catalogue has in bokmål.
Documentation.addTranslations({
  locale: "nb",
  plural_expr: "n === 1 ? 0 : 1",
  messages: {
    "Searching": "Søker",
    "Preparing search...": "Gjør klar søket …",
    "Search Results": "Treff",
    "Search finished, found one page matching the search query.": [
      "Én side har det du søkte etter.",
      "${resultCount} sider har det du søkte etter.",
    ],
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Ingen side har det du søkte etter. Se om ordene er skrevet rett, eller prøv færre.",
  },
});
