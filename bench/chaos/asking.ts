import { type APIButtonComponentWithCustomId, ComponentType } from 'discord-api-types/v10';
import { Refusal, type Sandbox, type SeenMessage } from '../../src/sandbox/driver.ts';
import type { Kind, Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Town } from './town.ts';

/** Members who ask, each time in one of the ways there are. */
export interface Askers {
  /** Asks one question; false where there was nothing to click or point at yet, and nothing was asked. */
  ask(): Promise<boolean>;
  /** Somebody says something that is not for the bot. */
  chat(): Promise<void>;
  close(): void;
}

const WAYS: Readonly<Record<Kind, number>> = { slash: 40, mention: 30, menu: 15, button: 15 };
/** Newest messages that members click and point at. */
const REMEMBERED = 300;

export function gatherAskers(
  sandbox: Sandbox,
  town: Town,
  ledger: Ledger,
  random: Random,
  questions: readonly string[],
): Askers {
  const { places, world } = sandbox;
  /** Answers with buttons: where, which, and who sees them. */
  const answers: { channel: string; id: string; reader: string | null }[] = [];
  const said: SeenMessage[] = [];
  const remember = <Item>(list: Item[], item: Item) => {
    list.push(item);
    if (list.length > REMEMBERED) list.shift();
  };
  const stop = world.subscribe((event) => {
    if (event.kind !== 'message-created' || event.message.authorId !== places.bot) return;
    const { id, channelId, reader, components } = event.message;
    if (components.length > 0) remember(answers, { id, channel: channelId, reader });
  });

  const someone = () => {
    const server = random.pick(town.servers);
    const channel = random.pick(server.channels);
    return { actor: sandbox.as(random.pick(server.members)), channel };
  };
  const text = () => random.pick(questions);
  const ways: Record<Kind, () => Promise<{ id: string; asker: string; channel: string } | null>> = {
    async slash() {
      const { actor, channel } = someone();
      const options = { question: text(), ...(random.number() < 0.3 ? { private: true } : {}) };
      const { id } = await actor.slash('ask', options, { channel });
      return { id, asker: actor.userId, channel };
    },
    async mention() {
      const { actor, channel } = someone();
      const { id } = await actor.say(channel, `<@${places.bot}> ${text()}`);
      return { id, asker: actor.userId, channel };
    },
    async menu() {
      const message = said.length === 0 ? null : random.pick(said);
      if (message === null) return null;
      const channel = message.channel_id;
      const actor = sandbox.as(memberAt(sandbox, town, random, channel));
      const { id } = await actor.messageMenu('Find the source', message);
      return { id, asker: actor.userId, channel };
    },
    async button() {
      const answer = answers.length === 0 ? null : random.pick(answers);
      const message = answer && world.message(answer.channel, answer.id);
      if (!answer || !message) return null;
      const actor = sandbox.as(answer.reader ?? memberAt(sandbox, town, random, answer.channel));
      const customIds = message.components
        .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
        .flatMap((part) => ('custom_id' in part ? [(part as APIButtonComponentWithCustomId).custom_id] : []));
      const { id } = await actor.click({ id: answer.id, channel_id: answer.channel }, random.pick(customIds));
      return { id, asker: actor.userId, channel: answer.channel };
    },
  };
  return {
    async ask() {
      const kind = random.weighted(WAYS);
      try {
        const asked = await ways[kind]();
        if (asked) ledger.enter({ kind, ...asked });
        return asked !== null;
      } catch (error) {
        // The client would not have sent it: the message is gone, for instance.
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
    async chat() {
      const { actor, channel } = someone();
      remember(said, await actor.say(channel, text()));
    },
    close: stop,
  };
}

function memberAt(sandbox: Sandbox, town: Town, random: Random, channel: string): string {
  const guild = sandbox.world.channels.get(channel)?.guildId;
  return random.pick(town.servers.find(({ id }) => id === guild)!.members);
}
