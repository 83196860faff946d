// What every page shares: messages that can be closed, menus that close, caches emptied at sign-out.

function closeToast(toast) {
  toast?.remove();
}

for (const toast of document.querySelectorAll(".toast[data-passing]")) {
  setTimeout(() => closeToast(toast), 8000);
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close-toast]");
  if (close) closeToast(close.closest(".toast"));
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Where pages or tabs are one line that scrolls, the one at hand is in sight.
function showCurrent() {
  for (const link of document.querySelectorAll(".site-nav [aria-current], .tabs [aria-current]")) {
    const list = link.closest("ul");
    const [place, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    if (place.right > frame.right) list.scrollLeft += place.right - frame.right;
    else if (place.left < frame.left) list.scrollLeft -= frame.left - place.left;
  }
}
showCurrent();
document.addEventListener("htmx:oobAfterSwap", showCurrent);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Pages kept for use without a connection hold conversations: they go with the session.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]") && "caches" in window) {
    caches.delete("psichat-pages");
  }
});
