import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { customId } from '../../src/discord/custom-id.ts';
import { speakersOf } from '../../src/discord/library.ts';
import { MAX_CONTENT } from '../../src/discord/reply.ts';
import { click, slash } from './fakes.ts';
import { articleLibrary, HARBOUR, libraryOf } from './libraries.ts';
import { deskOf, idsOf, MODERATOR } from './moderators.ts';
import { readQuotes } from './reader.ts';

const article = articleLibrary();
let desk: ReturnType<typeof deskOf>;
beforeEach(() => {
  desk = deskOf(article);
});
const ask = (values = {}, where = {}) =>
  desk.dispatcher.handle(slash('positions', values, { ...MODERATOR, ...where }));
const press = (label: string) =>
  desk.dispatcher.handle(
    click(desk.last().buttons.find((each) => each.label === label)!.custom_id, MODERATOR),
  );

/** All pages of what was asked, from the first on. */
async function pages(): Promise<string[]> {
  const found = [desk.last().content];
  while (desk.last().buttons.some(({ label }) => label === 'Next')) {
    await press('Next');
    found.push(desk.last().content);
  }
  return found;
}

/** Headings of actors, those repeated on a next page left out. */
const actorsOf = (content: string) =>
  [...content.matchAll(/^\*\*([^*]+)\*\* · (.*)$/gm)].map(([, name]) => name);

test('every actor has all own sentences, actors and sentences in source order', async () => {
  await ask();
  const all = (await pages()).join('\n');
  const { sentences } = article.index.corpus;
  const order = [...new Set(sentences.flatMap(speakersOf))];
  expect(actorsOf(all)).toEqual(order);
  const expected = order.flatMap((name) =>
    sentences.filter((sentence) => speakersOf(sentence).includes(name)).map(({ ordinal }) => ordinal),
  );
  expect(idsOf(all).map((id) => Number(/#(\d+)@/.exec(id)![1]))).toEqual(expected);
  for (const quote of readQuotes(all)) expect(article.documents[0]!.text).toContain(quote.split('\n')[0]);
});

test('a page that begins in the middle of an actor says whose words go on', async () => {
  await ask();
  expect(desk.last().isPrivate).toBe(true);
  await press('Next');
  expect(desk.last()).toMatchObject({
    type: 7,
    content: expect.stringContaining('**Giorgia Meloni** (continued)'),
  });
  expect(desk.last().content).toContain('page 2 of');
  await press('Previous');
  expect(desk.last().content).toContain('page 1 of');
});

test('a topic leaves out what does not bear on it, and names it; who says nothing on it is silent', async () => {
  await ask({ topic: 'peacekeeping' });
  const all = (await pages()).join('\n');
  expect(all).toContain('**Giorgia Meloni** · 3 of 8 passages on this');
  expect(all).toMatch(
    /\*\*Pete Hegseth\*\* · silent on this \(1 passage on other things\)\n-# left out: `article#8@/,
  );
  const ids = [...all.matchAll(/`(article#\d+@[0-9a-f]+)`/g)].map(([, id]) => id);
  const spoken = article.index.corpus.sentences.filter((sentence) => speakersOf(sentence).length > 0);
  expect(new Set(ids).size).toBe(spoken.length);
});

test('a topic that nothing bears on leaves everybody silent, and names its words', async () => {
  await ask({ topic: 'rainfall' });
  expect(desk.last().content).toContain('`rainfall`');
  expect(idsOf(desk.last().content)).toEqual([]);
  expect(desk.last().content.match(/silent on this/g)).toHaveLength(5);
});

test('several sources come with the whole attribution, one of them alone without', async () => {
  const other = HARBOUR.replaceAll('Ada Lindqvist', 'Bo Ek').replaceAll('Lindqvist', 'Ek');
  desk = deskOf(libraryOf({ 'a.md': HARBOUR, 'b.md': other }));
  await ask();
  expect(desk.last().content).toContain('**Positions** in 2 sources');
  expect(actorsOf(desk.last().content)).toEqual(['Ada Lindqvist', 'Bo Ek']);
  expect(desk.last().content).toContain('The Skerry Herald');
  await ask({ source: 'b' });
  expect(actorsOf(desk.last().content)).toEqual(['Bo Ek']);
  await ask({ source: 'c' });
  expect(desk.last().content).toContain('There is no source “c”');
});

test('a text in which nobody speaks is said to be one', async () => {
  desk = deskOf(libraryOf({ 'note.txt': 'The ferry leaves at noon.' }));
  await ask();
  expect(desk.last()).toMatchObject({
    isPrivate: true,
    content: expect.stringContaining('Nobody is quoted'),
  });
});

test('more passages than anybody would turn through ask for a topic, which a long list answers shortly', async () => {
  const lines = Array.from(
    { length: 1_100 },
    (_, at) => `“Word ${at % 2 ? 'harbour' : `ferry${at}`} stands here,” said Ada Lindqvist.`,
  );
  desk = deskOf(libraryOf({ 'long.txt': `${lines.join('\n')}\n` }));
  await ask();
  expect(desk.last()).toMatchObject({
    isPrivate: true,
    content: expect.stringContaining('give a topic or a source'),
  });
  await ask({ topic: 'ferry42' });
  const all = (await pages()).join('\n');
  expect(all).toContain('1 of 1,100 passages on this');
  expect(all).toContain('`, +1,040');
});

test('a page button works after a restart and refuses a text that has changed since', async () => {
  await ask();
  const next = desk.last().buttons.find(({ label }) => label === 'Next')!.custom_id;
  desk = deskOf(articleLibrary());
  await desk.dispatcher.handle(click(next, MODERATOR));
  expect(desk.last().content).toContain('page 2 of');
  desk = deskOf(libraryOf({ 'article.md': article.documents[0]!.text.replace('Italy', 'Malta') }));
  await desk.dispatcher.handle(click(next, MODERATOR));
  expect(desk.last()).toMatchObject({ isPrivate: true, content: expect.stringContaining('has changed') });
});

test.each(['', 'x', '0.zzzzzzzz.00000000.', 'm.84393add.975dc622.'])(
  'the made-up state %j is refused',
  async (state) => {
    await desk.dispatcher.handle(click(customId('positions', 'page', state), MODERATOR));
    expect(desk.last()).toMatchObject({ type: 4, isPrivate: true });
  },
);

test('whatever the text, pages fit messages and give each sentence of each actor once', async () => {
  const name = fc.constantFrom('Ada Lindqvist', 'Bo Ek', 'Cy *Star* Moe');
  const words = fc.array(fc.constantFrom('harbour', '_lamp_', '@everyone', '~~no~~', 'keeps', '<@1>'), {
    minLength: 1,
    maxLength: 220,
  });
  const line = fc.tuple(name, words).map(([who, said]) => `“We ${said.join(' ')} now,” said ${who}.`);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const library = libraryOf({ 'text.txt': `${lines.join('\n')}\n` });
      desk = deskOf(library);
      await ask();
      const found = await pages();
      for (const page of found) expect(page.length).toBeLessThanOrEqual(MAX_CONTENT);
      const spoken = library.index.corpus.sentences.flatMap(speakersOf);
      if (spoken.length > 0) expect(found.flatMap(idsOf)).toHaveLength(spoken.length);
    }),
    { numRuns: 30 },
  );
});
