// Light or dark, remembered on this machine; names suggested while one types. Everything works without script.
(() => {
  "use strict";
  const root = document.documentElement;
  const remembered = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const theme = remembered();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const use = button.querySelector("use");
    const show = () => {
      button.setAttribute("aria-pressed", String(dark()));
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, dark() ? "#i-sun" : "#i-moon"));
    };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not remembered */ }
      show();
    });
  });
})();

// Suggestions for the fields of a search: a native list, filled from the API, nothing more.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const fields = document.querySelectorAll('input[type="search"][name="q"]');
  const days = [...new URLSearchParams(location.search)].filter(([name]) => /^(valid|seen|known)_at$/.test(name));
  fields.forEach((field, number) => {
    const list = document.createElement("datalist");
    list.id = `suggested-${number}`;
    field.after(list);
    field.setAttribute("list", list.id);
    let waiting = 0, asking = null, last = "";
    const suggest = async () => {
      const words = field.value.trim();
      if (words.length < 2 || words === last) return;
      last = words;
      asking?.abort();
      asking = new AbortController();
      const query = new URLSearchParams([["q", words], ["lang", document.documentElement.lang], ...days]);
      try {
        const answer = await fetch(`/api/v1/suggest?${query}`, { signal: asking.signal });
        if (!answer.ok) return;
        const { items } = await answer.json();
        list.replaceChildren(...items.map(({ text, met, close }) => {
          const option = document.createElement("option");
          option.value = text;
          // A browser lists only what holds the typed letters: in the name met, or said here.
          if (met && !close) option.label = met; else if (close) option.label = `${words} → ${text}`;
          return option;
        }));
      } catch { /* no network, or the next letter came: the form still works */ }
    };
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(suggest, 150); });
  });
});
