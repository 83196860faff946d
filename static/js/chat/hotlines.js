// Whom to call, as large buttons that dial; the same drawing as templates/_hotlines.html.
import { clone, fill, isPage, texts } from "./config.js";

function paintLine({ name, phone, hours, url }) {
  const item = clone("hotline-template");
  const dial = item.querySelector(".dial");
  dial.querySelector(".dial__name").textContent = name;
  dial.querySelector(".dial__phone").textContent = phone ?? "";
  if (phone) dial.href = `tel:${phone.replaceAll(" ", "")}`;
  else if (isPage(url)) dial.href = url;
  const note = item.querySelector(".dial__note");
  note.append(hours ?? "");
  if (isPage(url)) {
    const link = document.createElement("a");
    Object.assign(link, { href: url, target: "_blank", rel: "noopener", textContent: texts.page });
    link.setAttribute("aria-label", fill(texts.pageOf, { name }));
    note.append(hours ? " · " : "", link);
  }
  return item;
}

export function paintHotlines(lines) {
  const list = document.createElement("ul");
  list.className = "hotlines";
  list.setAttribute("role", "list");
  list.append(...lines.map(paintLine));
  return list;
}
