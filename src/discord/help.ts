import { ApplicationCommandType } from 'discord-api-types/v10';
import { answeredExamples } from '../corpus/examples.ts';
import { toPassage } from '../search/index.ts';
import type { Command } from './command.ts';
import { escapeLine, inlineCode } from './escape.ts';
import type { Library } from './library.ts';
import { wordsOf } from './localize.ts';
import type { Messages } from './messages.ts';
import { MAX_CONTENT, type Reply } from './reply.ts';
import { shorten } from './shorten.ts';

/** Example questions in the help. */
const EXAMPLES = 2;
/** Characters of one. */
const MAX_EXAMPLE = 150;

/** How to use the bot, with examples from the loaded sources. */
export function helpReply(library: Library, messages: Messages, commands: readonly Command[]): Reply {
  const head = [
    messages.text('helpShort'),
    '',
    `**${messages.text('helpCommands')}**`,
    ...commands.map((command) => commandLine(command, messages)),
  ];
  const foot = ['', `-# ${messages.text('helpFoot')}`];
  const examples = exampleLines(library, messages);
  const join = (lines: readonly string[]) =>
    [...head, ...(lines.length ? ['', `**${messages.text('helpExamples')}**`, ...lines] : []), ...foot].join(
      '\n',
    );
  while (examples.length && join(examples).length > MAX_CONTENT) examples.pop();
  return { content: join(examples), visibility: 'private', outcome: 'shown' };
}

/** The answer to someone who only said hello. */
export function greetingReply(library: Library, messages: Messages): Reply {
  const example = exampleQuestions(library, messages)[0];
  const lines = [
    messages.text('helpShort'),
    ...(example ? [`-# ${messages.text('forExample', { example: escapeLine(example) })}`] : []),
  ];
  return { content: lines.join('\n'), visibility: 'public', outcome: 'shown' };
}

/** Questions that the sources are known to answer; a title asks for what its text says where there is none. */
function exampleQuestions({ index, documents }: Library, { locale }: Messages): string[] {
  const known = answeredExamples(index.corpus, locale, EXAMPLES);
  const questions = known.length ? known : documents.slice(0, EXAMPLES).map((document) => document.title);
  return questions.map((question) => shorten(question, MAX_EXAMPLE));
}

function exampleLines(library: Library, messages: Messages): string[] {
  const name = (command: string, option: string) => {
    const words = wordsOf(command, messages.locale);
    return `/${words?.name ?? command} ${words?.options?.[option]?.name ?? option}:`;
  };
  const speaker = library.speakers[0]?.name;
  const sentence = library.index.corpus.sentences.find((each) => !each.heading);
  return [
    ...exampleQuestions(library, messages).map(
      (question) => `- ${inlineCode(name('ask', 'question') + question)}`,
    ),
    ...(speaker ? [`- ${inlineCode(name('quote', 'speaker') + speaker)}`] : []),
    ...(sentence ? [`- ${inlineCode(name('passage', 'id') + toPassage(library.index, sentence).id)}`] : []),
  ];
}

function commandLine({ data, about = '' }: Command, messages: Messages): string {
  const words = wordsOf(data.name, messages.locale);
  const name = words?.name ?? data.name;
  const isMenu = data.type === ApplicationCommandType.Message || data.type === ApplicationCommandType.User;
  const description = words?.description ?? ('description' in data ? data.description : about);
  const way = isMenu ? messages.text('helpMenu', { name: `*${escapeLine(name)}*` }) : inlineCode(`/${name}`);
  return `- ${way}: ${description}`;
}
