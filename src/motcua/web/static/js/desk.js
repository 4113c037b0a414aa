// The keys of the desk and rows that can be added. Every page works without this file.
"use strict";

// ---- Keys of one letter can be switched off, and never act while one is typing. ----
const KEYS = "desk-keys";
const store = {
  read: (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // A browser that keeps nothing forgets the choice.
    }
  },
};
const useKeys = (on) => {
  document.documentElement.dataset.shortcuts = on ? "on" : "off";
};
useKeys(store.read(KEYS) !== "off");

const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog");
const go = new Map([...document.querySelectorAll("[data-go]")].map((link) => [link.dataset.go, link]));
const dialog = document.getElementById("phim-tat");
let afterG = 0;

const walk = (step) => {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.max(0, Math.min(rows.length - 1, now < 0 ? 0 : now + step))];
  (next.matches("a, button") ? next : next.querySelector("a, button"))?.focus();
};

// Choose the row one is at.
const tick = () => {
  const row = document.activeElement.closest("[data-row]");
  row?.querySelector("input[type=checkbox]")?.click();
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    const button = document.querySelector("[data-save]");
    if (button) {
      event.preventDefault();
      button.click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?") {
    dialog?.showModal();
    return;
  }
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (Date.now() - afterG < 1500 && go.has(event.key)) {
    event.preventDefault();
    go.get(event.key).click();
    return;
  }
  afterG = event.key === "g" ? Date.now() : 0;
  if (event.key === "x") tick();
  if (event.key === "j") walk(1);
  if (event.key === "k") walk(-1);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
});

const list = document.querySelector("[data-keys]");
if (list) {
  for (const [key, link] of go) {
    const line = document.createElement("div");
    const [term, words] = [document.createElement("dt"), document.createElement("dd")];
    for (const letter of ["g", key]) {
      const shown = document.createElement("kbd");
      shown.textContent = letter;
      term.append(shown, " ");
    }
    words.textContent = link.textContent.trim();
    line.append(term, words);
    list.append(line);
  }
}
const box = document.querySelector("[data-keys-switch]");
if (box) {
  box.checked = document.documentElement.dataset.shortcuts === "on";
  box.addEventListener("change", () => {
    store.write(KEYS, box.checked ? "on" : "off");
    useKeys(box.checked);
  });
}

// ---- The menu: on a phone behind a button; which groups were left open is kept for the next page. ----
const unfold = document.querySelector("[data-unfold]");
unfold?.addEventListener("click", () => {
  const isOpen = document.getElementById(unfold.dataset.unfold).classList.toggle("is-unfolded");
  unfold.setAttribute("aria-expanded", String(isOpen));
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-nav-group] > summary")) return;
  setTimeout(() => {
    const open = [...document.querySelectorAll("[data-nav-group][open]")].map((group) => group.dataset.navGroup);
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `desk-groups=${open.join(".")}; path=/ban-lam-viec/; max-age=31536000; samesite=lax${secure}`;
  });
});
const here = document.querySelector(".desk-nav [aria-current]");
const places = here?.closest(".desk-nav");
if (places && places.scrollHeight > places.clientHeight) {
  places.scrollTop = Math.max(0, here.offsetTop - places.offsetTop - places.clientHeight / 2);
}

// ---- Rows of a form: add one more from the template, number it, go to its first field. ----
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  const set = document.getElementById(button.dataset.addRow);
  const total = set?.querySelector(`input[name="${set.dataset.prefix}-TOTAL_FORMS"]`);
  const model = set?.querySelector("template[data-new-row]");
  if (!total || !model) return;
  event.preventDefault();
  const holder = document.createElement("div");
  holder.innerHTML = model.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  set.querySelector("[data-form-rows]").append(row);
  total.value = Number(total.value) + 1;
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  document.body.dataset.changed = "yes";
});

// A row marked for removal folds away; unticking brings it back.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-remove-row]")) {
    event.target.closest("[data-form-row]").classList.toggle("form-row--removed", event.target.checked);
  }
});

// ---- Work typed in and not saved is not lost by a slip of the hand. ----
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => {
    document.body.dataset.changed = "yes";
  });
  form.addEventListener("submit", () => {
    delete document.body.dataset.changed;
  });
}
window.addEventListener("beforeunload", (event) => {
  if (document.body.dataset.changed) event.preventDefault();
});

// What the bell said of the thing that is open now is read: told quietly, and the bell counts down.
for (const form of document.querySelectorAll("form[data-post-quietly]")) {
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).then((answer) => {
    if (answer.type !== "opaqueredirect") return;
    form.hidden = true;
    const count = document.querySelector(".bell__count");
    const left = Number(count?.textContent) - Number(form.dataset.postQuietly);
    if (left > 0) count.textContent = left;
    else count?.nextElementSibling?.remove(), count?.remove();
  }, () => {});
}

// At the counter most papers are there, all of one form: one press fills the list, each line can still differ.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill-papers]");
  if (!button) return;
  for (const select of button.closest("section").querySelectorAll("select[name$='-form']")) {
    const own = select.closest("[role=group]").querySelector("input[name$='-name']:not([type=hidden])");
    if (!select.value && (!own || own.value)) select.value = button.dataset.fillPapers;
  }
  document.body.dataset.changed = "yes";
});

// ---- Surveys: the item whose digit comes next is marked; digits 1 to 9 tick the themes of an answer. ----
const digits = document.querySelector("[data-survey-digits]");
if (digits) {
  const items = [...document.querySelectorAll("[data-digit-item]")];
  const mark = () => {
    const place = digits.value.replace(/\s/g, "").length;
    items.forEach((item, at) => item.toggleAttribute("data-digit-now", at === place));
  };
  digits.addEventListener("input", mark);
  mark();
}
document.addEventListener("keydown", (event) => {
  const ticks = document.querySelectorAll("[data-digit-ticks] input");
  if (!ticks.length || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  if (document.documentElement.dataset.shortcuts === "off") return;
  ticks[Number(event.key) - 1]?.click();
});
