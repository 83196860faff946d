// The safety plan saves itself part by part; without this script each part has its button.

const PAUSE_MS = 1500;
const form = document.getElementById("plan");
const { dataset: texts } = form;
const timers = new Map();
const unsaved = new Set();

/** The copy for use without a network says what the plan says now, or that it is gone. */
async function keepOffline() {
  const worker = await navigator.serviceWorker?.getRegistration();
  worker?.active?.postMessage({ type: "keep", path: location.pathname });
}

const said = (area) => area.closest(".plan-part").querySelector("[data-state]");
const faults = (area) => document.getElementById(`${area.name}-error`);
const first = (area) => form.elements[`initial-${area.name}`];

/** What is printed is the text itself: a box would cut it. */
function mirror(area) {
  document.querySelector(`[data-print-of="${area.id}"]`).textContent = area.value.trim();
}

function showFaults(area, sentences) {
  faults(area).replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("li");
      line.textContent = sentence;
      return line;
    }),
  );
  if (sentences.length) area.setAttribute("aria-invalid", "true");
  else area.removeAttribute("aria-invalid");
}

/** Only this part is sent, with what it said before. */
function bodyOf(area) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set(area.name, area.value);
  body.set(first(area).name, first(area).value);
  return body;
}

async function send(area) {
  const { value } = area;
  const response = await fetch(form.action, {
    method: "POST",
    body: bodyOf(area),
    headers: { Accept: "application/json" },
  });
  const isOurs = !response.redirected && response.headers.get("Content-Type")?.includes("json");
  if (!isOurs) throw new Error(String(response.status));
  const { errors } = await response.json();
  showFaults(area, errors[area.name] ?? []);
  if (!response.ok) return "";
  first(area).value = value;
  if (area.value === value) unsaved.delete(area);
  keepOffline();
  return texts.saved;
}

async function save(area) {
  clearTimeout(timers.get(area));
  if (!unsaved.has(area)) return;
  said(area).textContent = texts.saving;
  try {
    said(area).textContent = await send(area);
  } catch {
    // The text stays in its box and counts as unsaved, whatever the reason was.
    said(area).textContent = navigator.onLine ? texts.failed : texts.offline;
  }
}

form.addEventListener("input", ({ target }) => {
  if (!target.matches("textarea")) return;
  mirror(target);
  unsaved.add(target);
  said(target).textContent = "";
  clearTimeout(timers.get(target));
  timers.set(target, setTimeout(() => save(target), PAUSE_MS));
});
form.addEventListener("change", ({ target }) => target.matches("textarea") && save(target));
form.addEventListener("submit", () => unsaved.clear());
addEventListener("online", () => [...unsaved].forEach(save));
addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());

document.querySelector("[data-print]").addEventListener("click", () => print());

keepOffline();
