// The messages of one conversation, each exactly once: by id, by client_id, in the order of seq.
//
// An entry is a message of the contract plus: `key` (stable), `delivery` (sending, stored, offline,
// failed, unanswered) with its `reason`, `joined` (we came while it was being written, so its
// chunks have a hole), `hotlines` and `isNews` (the answer to a crisis, as it comes).

const OPEN_ANSWERS_LOOKED_AT = 20;

export class MessageStore extends EventTarget {
  #byId = new Map();
  #byClientId = new Map();
  #entries = new Set();
  #made = 0;

  constructor(messages) {
    super();
    for (const message of messages) this.upsert(message);
  }

  /** Entries in the order in which they are read. */
  ordered() {
    return [...this.#entries].sort((a, b) => a.rank - b.rank || a.made - b.made);
  }

  last() {
    return this.ordered().at(-1);
  }

  find(key) {
    return this.#byId.get(key) ?? this.#byClientId.get(key);
  }

  get highestSeq() {
    return Math.max(0, ...[...this.#entries].map((entry) => entry.seq ?? 0));
  }

  get lowestSeq() {
    return Math.min(Infinity, ...[...this.#entries].map((entry) => entry.seq ?? Infinity));
  }

  /** After which seq the server must tell again: before the first hole and the first open answer. */
  resumeAfter() {
    const numbered = this.ordered().filter((entry) => entry.seq);
    if (!numbered.length) return 0;
    let upTo = numbered[0].seq - 1;
    for (const entry of numbered) {
      if (entry.seq !== upTo + 1) break;
      upTo = entry.seq;
    }
    const open = numbered
      .slice(-OPEN_ANSWERS_LOOKED_AT)
      .find((entry) => entry.status !== "complete");
    return open ? Math.min(upTo, open.seq - 1) : upTo;
  }

  /** Whether messages are missing before the newest one. */
  hasGap() {
    const seqs = [...this.#entries].map((entry) => entry.seq).filter(Boolean);
    return seqs.length > 0 && this.highestSeq - this.lowestSeq + 1 !== new Set(seqs).size;
  }

  /** Take in a stored message. `replayed`: it comes from the database, not from its own event. */
  upsert(message, { replayed = false } = {}) {
    const entry = this.#known(message);
    if (!entry) {
      const joined = message.status === "streaming";
      return this.#add({ ...message, joined, delivery: "" });
    }
    const older = entry.status === "complete" && message.status === "streaming";
    if (older) return entry;
    const update = { ...message };
    if (replayed && message.status === "streaming" && entry.status === "streaming") {
      update.text = entry.text.length > message.text.length ? entry.text : message.text;
    } else if (message.status === "streaming") {
      entry.joined = true;
    } else {
      entry.joined = false;
    }
    Object.assign(entry, update, { rank: message.seq });
    this.#byId.set(entry.id, entry);
    if (entry.sender === "student" && entry.delivery) this.#stored(entry);
    this.#tell("changed", entry);
    return entry;
  }

  /** A piece of an answer; pieces of one that we joined midway are not shown, the whole comes. */
  append(id, text) {
    const entry = this.#byId.get(id);
    if (!entry) {
      return this.#add({
        id, seq: null, client_id: null, sender: "assistant", author: null, text,
        status: "streaming", citations: [], created_at: new Date().toISOString(),
        delivery: "", joined: false, rank: this.highestSeq + 0.5,
      });
    }
    if (entry.status === "complete" || entry.joined) return entry;
    const again = entry.status === "interrupted";
    Object.assign(entry, { status: "streaming", text: again ? text : entry.text + text });
    this.#tell("changed", entry);
    return entry;
  }

  /** What the student typed, before the server has it. */
  addPending({ client_id, text, created_at, delivery, reason = "" }) {
    return this.#add({
      id: null, seq: null, client_id, sender: "student", author: null, text, status: "complete",
      citations: [], created_at, delivery, reason, rank: Infinity,
    });
  }

  /** The answer to a crisis, which comes before its message is stored. */
  addSafety({ text, hotlines }) {
    const said = this.ordered().findLast((entry) => entry.provider === "safety");
    if (said?.text === text && said.rank > this.#lastStudentRank()) return said;
    return this.#add({
      id: null, seq: null, client_id: null, sender: "assistant", author: null, text,
      status: "complete", citations: [], created_at: new Date().toISOString(), delivery: "",
      provider: "safety", hotlines, isNews: true, rank: this.highestSeq + 0.6,
    });
  }

  mark(entry, patch) {
    Object.assign(entry, patch);
    this.#tell("changed", entry);
  }

  remove(entry) {
    this.#entries.delete(entry);
    this.#byClientId.delete(entry.client_id);
    this.#tell("removed", entry);
  }

  #lastStudentRank() {
    return this.ordered().findLast((entry) => entry.sender === "student")?.rank ?? 0;
  }

  #known(message) {
    const found = this.#byId.get(message.id) ?? this.#byClientId.get(message.client_id);
    if (found || message.provider !== "safety") return found;
    return [...this.#entries].find(
      (entry) => entry.provider === "safety" && !entry.id && entry.text === message.text,
    );
  }

  #add(entry) {
    entry.made = ++this.#made;
    entry.rank ??= entry.seq;
    entry.key = entry.client_id ?? entry.id ?? `local-${entry.made}`;
    this.#entries.add(entry);
    if (entry.id) this.#byId.set(entry.id, entry);
    if (entry.client_id) this.#byClientId.set(entry.client_id, entry);
    this.#tell("added", entry);
    return entry;
  }

  #stored(entry) {
    if (entry.delivery !== "unanswered") Object.assign(entry, { delivery: "stored", reason: "" });
    this.dispatchEvent(new CustomEvent("stored", { detail: entry }));
  }

  #tell(kind, entry) {
    this.dispatchEvent(new CustomEvent("change", { detail: { kind, entry } }));
  }
}
