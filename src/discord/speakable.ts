import type { Logger } from '../log.ts';
import type { DiscordApi } from './api.ts';
import { discordCode, isSilenced } from './errors.ts';
import type { Messages } from './messages.ts';
import { Recent } from './recent.ts';

/** A channel that refused a message is left alone for so long: repeated refusals count against the bot. */
const SILENCE = 5 * 60_000;
/** An asker is told about one channel once in so long. */
const TOLD = 60 * 60_000;
const REMEMBERED = 2_000;

/** Knows where the bot cannot speak, and tells askers by a direct message. */
export class Speakable {
  readonly #api: DiscordApi;
  readonly #log: Logger;
  readonly #today: () => number;
  /** Channel id → since when it is left alone. */
  readonly #silent = new Recent<string, number>(REMEMBERED);
  /** Server id → when somebody last changed who may do what there. */
  readonly #changed = new Recent<string, number>(REMEMBERED);
  /** Channels that the log has told of. */
  readonly #logged = new Recent<string, true>(REMEMBERED);
  /** User and reason → when the same may be said again. */
  readonly #told = new Recent<string, number>(REMEMBERED);

  constructor(api: DiscordApi, log: Logger, today: () => number) {
    this.#api = api;
    this.#log = log;
    this.#today = today;
  }

  isSilent(channel: string, guild: string | undefined): boolean {
    const since = this.#silent.get(channel);
    if (since === undefined || this.#today() - since >= SILENCE) return false;
    return guild === undefined || (this.#changed.get(guild) ?? 0) < since;
  }

  /** Permissions may have changed in a server: its channels are tried again. */
  changed(guild: string): void {
    this.#changed.set(guild, this.#today());
  }

  /** Whether the error means that the bot may not speak there; then the asker is told, and the log once a channel. */
  async failed(error: unknown, asker: string, channel: string, messages: Messages): Promise<boolean> {
    if (!isSilenced(error)) return false;
    this.#silent.set(channel, this.#today());
    if (this.#logged.first(channel, true))
      this.#log.warn(
        { channel, code: discordCode(error) },
        'cannot write in a channel: give the bot View Channel, Send Messages (in threads: Send Messages in Threads) and Read Message History there',
      );
    await this.tell(asker, channel, messages);
    return true;
  }

  /** Tells an asker why there was no answer in a channel. */
  tell(asker: string, channel: string, messages: Messages): Promise<void> {
    const text = messages.text('cannotSpeak', { channel: `<#${channel}>` });
    return this.whisper(asker, channel, text, TOLD / 1_000);
  }

  /** A direct message, at most one for the same reason within `seconds`. Users who take none are left in peace. */
  async whisper(user: string, reason: string, content: string, seconds: number): Promise<void> {
    const key = `${user}:${reason}`;
    if ((this.#told.get(key) ?? 0) > this.#today()) return;
    this.#told.set(key, this.#today() + seconds * 1_000);
    try {
      const channel = await this.#api.directChannel(user);
      await this.#api.send(channel, { content, visibility: 'public', outcome: 'refused' });
    } catch (error) {
      if (discordCode(error) === null) throw error;
      // No direct messages from here: not before a day has passed.
      this.#told.set(key, this.#today() + 24 * TOLD);
    }
  }
}
