// Emotion over time: one row for each emotion that occurs, one dot for each message.

import { byId, fill, texts } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const ROW = 26;
const LABEL = 76;
const WIDTH = 320;
const EDGE = 12;
const MOST = 40;

function shape(name, attributes, parent, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

/** Draw the points of `feeling-points` into `feelings`, the newest at the right. */
export function drawFeelings() {
  const place = byId("feelings");
  const data = byId("feeling-points");
  if (!place || !data) return;
  const points = JSON.parse(data.textContent).slice(-MOST);
  const words = new Map(points.map((point) => [point.emotion, point.word]));
  const lanes = [...words.keys()];
  const width = Math.max(WIDTH, place.clientWidth);
  const height = lanes.length * ROW + EDGE;
  const step = points.length > 1 ? (width - LABEL - 2 * EDGE) / (points.length - 1) : 0;
  const at = (point, index) => [
    points.length > 1 ? LABEL + EDGE + index * step : (LABEL + width) / 2,
    EDGE / 2 + lanes.indexOf(point.emotion) * ROW + ROW / 2,
  ];

  const chart = document.createElementNS(SVG, "svg");
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", fill(texts.chart, { count: points.length }));
  lanes.forEach((emotion, lane) => {
    const y = EDGE / 2 + lane * ROW + ROW / 2;
    shape("line", { x1: LABEL, x2: width, y1: y, y2: y, class: "feelings__lane" }, chart);
    shape("text", { x: 0, y: y + 4, class: "feelings__word" }, chart, words.get(emotion));
  });
  const path = points.map((point, index) => at(point, index).join(" ")).join(" L ");
  shape("path", { d: `M ${path}`, class: "feelings__line" }, chart);
  points.forEach((point, index) => {
    const [x, y] = at(point, index);
    const radius = 3.5 + 4 * point.confidence;
    if (point.crisis) shape("circle", { cx: x, cy: y, r: radius + 3.5, class: "feelings__crisis" }, chart);
    const dot = shape("circle", { cx: x, cy: y, r: radius, class: "feelings__dot" }, chart);
    dot.dataset.emotion = point.emotion;
    const confidence = Math.round(point.confidence * 100);
    const says = fill(texts.point, { word: point.word, confidence, at: point.at });
    shape("title", {}, dot, point.crisis ? `${says} · ${point.crisis}` : says);
  });
  place.replaceChildren(chart);
}
