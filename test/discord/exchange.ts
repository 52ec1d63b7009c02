import type { LocalBot } from './local-bot.ts';

const QUESTIONS = [
  'What did Meloni say about UN peacekeeping missions?',
  'Who ruled out NATO membership for Ukraine?',
  'Which zeppelin won the marathon?',
];

/**
 * One turn of a long conversation, five events for the bot: a suggestion, `/ask`, *Context*, a mention and *Delete*.
 * Rejects where one of them is not answered.
 */
export async function exchange({ sandbox }: LocalBot, turn: number): Promise<void> {
  const { member: userId, general, bot } = sandbox.places;
  const member = sandbox.as(userId);
  const question = QUESTIONS[turn % QUESTIONS.length]!;
  await member.autocomplete('ask', { question: question.slice(0, 8) }, 'question');
  const answer = await (await member.slash('ask', { question, private: turn % 2 === 0 })).message();
  await (await member.click(answer, 'Context')).message();
  const reply = member.nextReply();
  await member.say(general, `<@${bot}> ${question}`);
  await (await member.click(await reply, 'Delete')).outcome();
}
export const EVENTS_A_TURN = 5;

/** What must not grow with the number of questions, once a first few were asked. */
export function countsOf({ sandbox, bot }: LocalBot): Readonly<Record<string, number>> {
  const { client } = bot;
  return {
    listenersInSandbox: sandbox.world.listenerCount,
    listenersOfClient: client.eventNames().reduce((sum, name) => sum + client.listenerCount(name), 0),
    listenersOfGateway: client.ws.eventNames().reduce((sum, name) => sum + client.ws.listenerCount(name), 0),
    users: client.users.cache.size,
    channels: client.channels.cache.size,
    servers: client.guilds.cache.size,
    interactionsWaiting: [...sandbox.world.interactions.values()].filter(({ state }) => state === 'pending')
      .length,
    sockets: process.getActiveResourcesInfo().filter((kind) => /TCP(?:Socket|Server)Wrap/.test(kind)).length,
  };
}
