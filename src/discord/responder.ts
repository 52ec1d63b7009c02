import type { DiscordApi, InteractionKey } from './api.ts';
import type { Reply } from './reply.ts';

/** Answers one interaction, keeping to the order that Discord asks for: one first response, then edits and follow-ups. */
export class Responder {
  #state: 'open' | 'deferred' | 'done' = 'open';
  #deferredAs: Reply['visibility'] | null = null;
  readonly #api: DiscordApi;
  readonly #to: InteractionKey;

  constructor(api: DiscordApi, to: InteractionKey) {
    this.#api = api;
    this.#to = to;
  }

  async defer(visibility: Reply['visibility']): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'deferred';
    this.#deferredAs = visibility;
    await this.#api.defer(this.#to, visibility);
  }

  async progress(content: string): Promise<void> {
    await this.defer('private');
    await this.#api.editOriginal(this.#to, { content, visibility: 'private', outcome: 'shown' });
  }

  async send(reply: Reply): Promise<void> {
    await this.#first(reply);
    for (const next of reply.followUps ?? []) await this.#api.followUp(this.#to, next);
  }

  async update(reply: Reply): Promise<void> {
    this.#state = 'done';
    await this.#api.update(this.#to, reply);
    for (const next of reply.followUps ?? []) await this.#api.followUp(this.#to, next);
  }

  /** Deletes the message whose button was clicked. */
  async deleteClicked(): Promise<void> {
    this.#state = 'done';
    await this.#api.deferUpdate(this.#to);
    await this.#api.deleteOriginal(this.#to);
  }

  async #first(reply: Reply): Promise<void> {
    const state = this.#state;
    this.#state = 'done';
    if (state === 'open') return this.#api.respond(this.#to, reply);
    if (state === 'done') return this.#api.followUp(this.#to, reply);
    if (this.#deferredAs === reply.visibility) return this.#api.editOriginal(this.#to, reply);
    // Whether a reply is private was settled when it was deferred: take the placeholder away and send anew.
    await this.#api.followUp(this.#to, reply);
    return this.#api.deleteOriginal(this.#to);
  }
}
