// Runs before the first paint: marks that scripts run and applies the theme that was chosen.
// Classic and not a module, because modules wait for the document.
"use strict";

(() => {
  const KEY = "psichat.theme";
  const root = document.documentElement;
  root.classList.add("js");

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is blocked: the system's theme it is
    }
  };

  const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = () => (root.dataset.theme ?? (systemIsDark() ? "dark" : "light")) === "dark";

  const apply = (theme) => {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    else delete root.dataset.theme;
    const bar = document.querySelector('meta[name="theme-color"]');
    if (bar) bar.content = isDark() ? bar.dataset.dark : bar.dataset.light;
  };

  const showState = () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-pressed", String(isDark()));
    }
  };

  apply(stored());

  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    apply(event.newValue);
    showState();
  });

  addEventListener("DOMContentLoaded", () => {
    apply(stored());
    showState();
    document.addEventListener("click", (event) => {
      if (!event.target.closest("[data-theme-switch]")) return;
      const next = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, next);
      } catch {
        // it lasts for this page only
      }
      apply(next);
      showState();
    });
  });
})();
