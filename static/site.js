// Light or dark, remembered on this machine. Everything else works without script.
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
