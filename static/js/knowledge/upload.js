// Files: dragged into their place, named before they are sent, refused at once when too large.

import { fill } from "../tutor/page.js";

const MEGABYTE = 1024 * 1024;

function check(form) {
  const { most, tooLarge } = form.dataset;
  const input = form.querySelector('input[type="file"]');
  const names = form.querySelector("[data-names]");
  const refused = form.querySelector("[data-refused]");
  const lines = [...input.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = `${file.name} · ${(file.size / MEGABYTE).toFixed(1)} MB`;
    return line;
  });
  names.replaceChildren(...(input.files.length > 1 ? lines : []));
  const large = [...input.files].filter((file) => file.size > Number(most));
  refused.replaceChildren();
  for (const file of large) {
    const line = document.createElement("p");
    line.className = "field__error";
    line.textContent = fill(tooLarge, { name: file.name, most: Math.round(Number(most) / MEGABYTE) });
    refused.append(line);
  }
  return large.length === 0;
}

export function startUpload() {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const place = form.querySelector("[data-drop]");
  const input = form.querySelector('input[type="file"]');
  input.addEventListener("change", () => check(form));
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    place.addEventListener(name, () => place.classList.remove("is-over"));
  }
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    check(form);
    form.querySelector("button").focus();
  });
  form.addEventListener("submit", (event) => {
    if (!check(form)) {
      event.preventDefault();
      return;
    }
    const button = form.querySelector("button");
    button.querySelector("[data-send]").textContent = form.dataset.sending;
    // Once it is on its way: a disabled button would send nothing.
    setTimeout(() => (button.disabled = true));
  });
}
