// How HTMX treats refusals: forms come back with their errors, the rest is said in a notice.

import { letToastsPass, texts, toast } from "./page.js";

const WITH_FORM = new Set([400, 409]);

export function startForms() {
  // A box that somebody has made larger has a style of its own, which the policy forbids to copy.
  htmx.config.attributesToSettle = ["class"];
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    // Signed out meanwhile: the answer is the sign-in page, which must not land in a panel.
    if (xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/accounts/")) {
      event.detail.shouldSwap = false;
      location.reload();
      return;
    }
    if (xhr.status < 400) return;
    const fits = WITH_FORM.has(xhr.status) && target.id && xhr.response.includes(`id="${target.id}`);
    event.detail.shouldSwap = fits;
    event.detail.isError = false;
    if (!fits) toast(xhr.status === 403 || xhr.status === 404 ? texts.gone : texts.failed, { kind: "error" });
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.requestConfig?.verb === "post") toast(texts.failed, { kind: "error" });
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) event.detail.elt.closest("[data-undo]")?.closest(".toast")?.remove();
  });
  // What comes back with an error is looked at first; otherwise the focus stays in the panel.
  document.addEventListener("htmx:afterSettle", (event) => {
    letToastsPass(document);
    const faulty = event.detail.elt.querySelector?.('[aria-invalid="true"]');
    if (faulty && event.detail.requestConfig?.verb === "post") faulty.focus();
  });
}
