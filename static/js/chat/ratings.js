// The student's own thumbs, by message: {rating, reason, comment}; they came with the page.
import { firstRatings } from "./config.js";

export const UP = 5;
export const DOWN = 1;

const known = new Map(Object.entries(firstRatings));

export const ratingOf = (id) => known.get(id);

export function remember(id, rating) {
  if (rating) known.set(id, rating);
  else known.delete(id);
}

/** Show on the two buttons in `box` which thumb is set. */
export function paintThumbs(box, id) {
  const rating = ratingOf(id)?.rating;
  const pressed = { "thumb-up": rating === UP, "thumb-down": rating === DOWN };
  for (const button of box.querySelectorAll("[aria-pressed]")) {
    button.setAttribute("aria-pressed", String(pressed[button.dataset.messageAction] ?? false));
  }
}
