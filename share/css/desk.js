// desk.js - single keys, and a notice when there is something new. Every page works whole without it.
(() => {
  "use strict";
  const body = document.body, root = body.dataset.root || "./";
  const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };

  // ---- keys ----
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility ? row.checkVisibility() : row.offsetParent);
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + by));
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  };
  const toggle = (selector) => {
    const all = [...document.querySelectorAll(selector)];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
  };
  const keys = {
    "/": () => document.querySelector("input[type=search]").focus(),
    j: () => step(1),
    k: () => step(-1),
    o: () => {
      const row = document.activeElement.closest("[data-row]");
      const link = row && row.querySelector("h2 a, .title a, .entry a, a");
      if (link) link.click();
    },
    c: () => toggle("#sources details.more, #sources details.why"),
    d: () => toggle("details.diff"),
    q: () => { const said = document.getElementById("said"); if (said) said.scrollIntoView(); },
    "?": () => { location.href = root + "about#keys"; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || off()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  const state = document.getElementById("keys-state");
  if (state) {
    const button = document.createElement("button");
    const show = () => {
      state.firstChild.textContent = off() ? "Single keys are switched off. " : "Single keys move through a page. ";
      button.textContent = off() ? "Switch them on" : "Switch them off";
    };
    button.addEventListener("click", () => {
      try { localStorage.setItem("keys", off() ? "on" : "off"); } catch { /* a private window keeps nothing */ }
      show();
    });
    state.append(button);
    show();
  }

  // ---- paper ----
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  // ---- what is new: counted, never moved under the reader ----
  const live = document.getElementById("live");
  if (!live || !body.dataset.since) return;
  const address = root + "changes?since=" + body.dataset.since + (body.dataset.watch ? "&story=" + body.dataset.watch : "");
  let wait = 20000;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(address, { cache: "no-store" });
        const { changes } = await answer.json();
        if (changes > 0) {
          const link = document.createElement("a");
          link.href = location.pathname + location.search;
          link.textContent = changes === 1 ? "1 new change" : changes + " new changes";
          live.replaceChildren(link);
        }
        wait = 20000;
      } catch { wait = Math.min(wait * 2, 600000); }
    }
    setTimeout(ask, wait);
  };
  setTimeout(ask, wait);
})();
