// Small conveniences on data- attributes. Every page works without this file.
"use strict";

const act = {
  print: () => window.print(),
  async share(button) {
    const address = button.dataset.shareAddress || location.href;
    if (navigator.share) {
      await navigator.share({ title: document.title, url: address }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(address);
    const status = document.getElementById(button.dataset.shareStatus);
    if (status) status.textContent = button.dataset.shareDone;
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button && act[button.dataset.act]) act[button.dataset.act](button);
});

// Filters lie open where there is room beside the list.
if (window.matchMedia("(min-width: 60rem)").matches) {
  for (const details of document.querySelectorAll("[data-open-when-wide]")) details.open = true;
}

// What only makes sense with a script is shown only with one.
for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

// A choice that applies at once: the form's own button stays for those without a script.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

// Ask once before what cannot be undone.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

// Press / to search.
document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("[data-search-here]") || document.querySelector("[data-search]");
  if (search) {
    event.preventDefault();
    search.focus();
    search.select?.();
  }
});

// A list of suggestions under a field: arrows walk, Escape closes.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-suggest]");
  if (!box) return;
  const list = box.querySelector("[data-suggestions]");
  const links = [...box.querySelectorAll("[data-suggestions] :is(a, button)")];
  const input = box.querySelector("input");
  if (event.key === "Escape" && list) {
    list.replaceChildren();
    input.focus();
  }
  if (!links.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const stops = [input, ...links];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const place = stops.indexOf(document.activeElement);
  stops[(place + step + stops.length) % stops.length].focus();
});

// Remember what was ticked on a check-list, on this device only.
for (const list of document.querySelectorAll("[data-remember-ticks]")) {
  const key = `ticks:${list.dataset.rememberTicks}`;
  let ticked = new Set();
  try {
    ticked = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
  } catch {
    // A browser that keeps nothing still shows the list.
  }
  for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = ticked.has(box.id);
  const tell = () => {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const status = list.querySelector("[data-ticks-status]");
    if (status) {
      status.textContent = status.dataset.ticksStatus
        .replace("{done}", boxes.filter((box) => box.checked).length)
        .replace("{all}", boxes.length);
    }
  };
  tell();
  list.addEventListener("change", () => {
    const kept = [...list.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.id);
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Nothing kept; the ticks live as long as the page.
    }
    tell();
  });
}
