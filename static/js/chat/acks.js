// Messages that went out by the socket and whose fate the server has not told yet.

const WITHIN = 8_000;

export class Acks {
  #open = new Map();

  /** Resolves to {stored: true}, {error}, or {} when nothing was heard in time. */
  expect(clientId) {
    return new Promise((resolve) => {
      const late = setTimeout(() => this.settle(clientId, {}), WITHIN);
      this.#open.set(clientId, (outcome) => {
        clearTimeout(late);
        this.#open.delete(clientId);
        resolve(outcome);
      });
    });
  }

  /** Tells whether somebody was waiting for it. */
  settle(clientId, outcome) {
    const resolve = this.#open.get(clientId);
    resolve?.(outcome);
    return Boolean(resolve);
  }

  /** The line is gone: nobody knows, and they go out again. */
  giveUp() {
    for (const clientId of [...this.#open.keys()]) this.settle(clientId, {});
  }
}
