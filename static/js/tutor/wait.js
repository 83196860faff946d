// The running waiting times: the server writes the first one, this counts on, the same way.

import { fill, texts } from "./page.js";

/** «42 s», «4 min 32 s», «25 min», «2 h 5 min», «3 d 4 h» (as tutoring/waiting.py). */
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (!minutes) return fill(texts.seconds, { s: rest });
  if (minutes < 10 && rest) return fill(texts.minutesSeconds, { m: minutes, s: rest });
  if (minutes < 60) return fill(texts.minutes, { m: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(texts.hours, { h: hours }, minutes % 60, texts.minutes, "m");
  return joined(texts.days, { d: Math.floor(hours / 24) }, hours % 24, texts.hours, "h");
}

function joined(first, values, count, second, name) {
  const words = fill(first, values);
  return count ? `${words} ${fill(second, { [name]: count })}` : words;
}

function tick() {
  for (const clock of document.querySelectorAll(".wait[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    clock.querySelector("[data-wait-text]").textContent = duration(seconds);
    clock.classList.toggle("is-late", seconds > Number(clock.dataset.target));
  }
}

export function startClocks() {
  tick();
  setInterval(tick, 1000);
}
