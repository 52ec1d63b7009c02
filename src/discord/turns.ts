/**
 * Milliseconds after which an interaction is no longer worth answering: Discord takes a first response for three
 * seconds, and the rest is for its way there.
 */
export const WORTH_ANSWERING = 2_500;

/** Pieces of work that were begun and still stand in the list. */
const CUT_AFTER = 1_000;

export interface TurnsOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Calls `next` once the sockets were read and written in between. */
  readonly yieldTo?: (next: () => void) => void;
  /** Told of each work that was dropped, with how long it had waited in milliseconds. */
  readonly dropped: (waited: number) => void;
}

/**
 * Begins work in the order in which it came, one piece between two looks at the sockets, and drops what has waited
 * longer than `WORTH_ANSWERING`. Without this, a burst beyond what the machine can do lasts: every answer is made for
 * a question whose time is over, while the next one waits for its own to pass.
 */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #yieldTo: (next: () => void) => void;
  #waiting: { readonly since: number; readonly begin: (late: number | null) => void }[] = [];
  #next = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
    this.#yieldTo = options.yieldTo ?? setImmediate;
  }

  /** Resolves when the work is done or was dropped; rejects as the work does. */
  take(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (late: number | null) => {
        if (late === null) work().then(resolve, reject);
        else {
          this.#options.dropped(late);
          resolve();
        }
      };
      this.#waiting.push({ since: this.#options.now(), begin });
      if (this.#waiting.length === 1) this.#yieldTo(() => this.#turn());
    });
  }

  #turn(): void {
    const now = this.#options.now();
    // All that is late at once, then one that is not.
    for (let begun = false; !begun && this.#next < this.#waiting.length; this.#next++) {
      const { since, begin } = this.#waiting[this.#next]!;
      begun = now - since <= WORTH_ANSWERING;
      begin(begun ? null : now - since);
    }
    const isMore = this.#next < this.#waiting.length;
    // Cut rarely, so that a step stays cheap.
    if (!isMore || this.#next >= CUT_AFTER) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    if (isMore) this.#yieldTo(() => this.#turn());
  }
}
