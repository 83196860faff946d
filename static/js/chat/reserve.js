// The mark of an answer that the fall-back wrote, wholly or from some point on. Why is said on
// hover, focus and tap; Escape puts it away.
import { clone } from "./config.js";

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  document.querySelectorAll(".reserve").forEach((mark) => mark.classList.add("is-closed"));
});
for (const kind of ["focusin", "pointerover", "click"]) {
  document.addEventListener(kind, ({ target }) => {
    target.closest?.(".reserve")?.classList.remove("is-closed");
  });
}

/** Put the mark after the state of the message, or take it away. */
export function paintReserve(bubble, entry) {
  const isMarked = entry.fallback && entry.status === "complete" && entry.provider !== "safety";
  const mark = bubble.querySelector(".reserve");
  if (Boolean(mark) === Boolean(isMarked)) return;
  if (mark) {
    mark.remove();
    return;
  }
  const made = clone("reserve-template");
  const [label, why] = made.children;
  why.id = `reserve-${entry.key}`;
  label.setAttribute("aria-describedby", why.id);
  bubble.querySelector(".msg__state").after(made);
}
