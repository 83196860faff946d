// A short sound for a new alert, made in code; browsers allow it after the first gesture.

import { byId, memory, texts } from "./page.js";

let context = null;

export const isOn = () => memory.get("sound") !== "off";

function wake() {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume().catch(() => {});
}

/** Two notes; three and higher for a critical alert. */
export function play(critical) {
  if (!isOn() || context?.state !== "running") return;
  const notes = critical ? [880, 1175, 880] : [660, 880];
  notes.forEach((pitch, index) => {
    const from = context.currentTime + index * 0.18;
    const volume = context.createGain();
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.22, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.17);
    volume.connect(context.destination);
    const tone = context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(from);
    tone.stop(from + 0.18);
  });
}

export function startSound() {
  for (const gesture of ["pointerdown", "keydown"]) {
    addEventListener(gesture, wake, { once: true, capture: true });
  }
  const button = byId("sound-switch");
  if (!button) return;
  const show = () => {
    button.setAttribute("aria-pressed", String(isOn()));
    button.querySelector("[data-sound-text]").textContent = isOn() ? texts.soundOn : texts.soundOff;
    const use = button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, isOn() ? "#bell" : "#bell-off"));
  };
  button.addEventListener("click", () => {
    memory.set("sound", isOn() ? "off" : "on");
    show();
    wake();
    play(false);
  });
  show();
}
