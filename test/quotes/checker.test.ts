import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/types.ts';
import { createQuoteChecker, type QuoteChecker } from '../../src/quotes/checker.ts';
import type { QuoteFinding } from '../../src/quotes/types.ts';
import { buildIndex } from '../../src/search/index.ts';
import { newsCorpus, newsTexts, ownCorpus } from './corpus.ts';
import { INVENTED, mutate, randomFrom } from './mutations.ts';
import { scoreMutations } from './score.ts';

let corpus: Corpus;
let check: QuoteChecker;

beforeAll(() => {
  corpus = ownCorpus();
  check = createQuoteChecker(buildIndex(corpus));
});

/** Finding in short: kind, then the ordinals of its passages. */
function inShort(finding: QuoteFinding): string {
  return finding.kind === 'absent'
    ? 'absent'
    : `${finding.kind} ${finding.passages.map((passage) => passage.ordinal).join('+')}`;
}

describe('checking the quotations of a message', () => {
  it.each<[string, string, string[]]>([
    ['word for word', 'She wants “more durable solutions” now', ['exact 3']],
    [
      'straight marks, plain apostrophe, other case',
      '"a stance echoed by trump, who has dismissed the idea as impractical"',
      ['exact 8'],
    ],
    ['guillemets', '«real security guarantees»', ['exact 6']],
    ['low-high marks', '„the same security umbrella“', ['exact 5']],
    ['an unclosed mark ends with its line', '“no concrete timelines yet\nand so on', ['exact 12']],
    [
      'without the source’s own “she noted” between',
      '“UN peacekeeping missions are a different matter because such missions are deployed when the peace process has already begun”',
      ['exact 10'],
    ],
    [
      'two sentences of one quotation, without “she explained”',
      '“the same security umbrella that NATO countries have. It would ensure stable, long-term, and real security guarantees”',
      ['exact 5+6'],
    ],
    [
      'a block quote',
      '> NATO’s Article 5 states that an attack on one member\n> is considered an attack on all\nso there',
      ['exact 16'],
    ],
    [
      'a quotation over two lines',
      'so: “no concrete timelines yet, but\nI see considerable interest” ok',
      ['exact 12'],
    ],
    [
      'two unclosed marks, each on its line',
      '"more durable solutions\nand "no concrete timelines yet',
      ['exact 3', 'exact 12'],
    ],
    [
      'a blank line ends an unclosed mark',
      '“more durable solutions\n\nno concrete timelines yet”',
      ['exact 3'],
    ],
    ['one word exchanged', '“the same security blanket that NATO countries have”', ['altered 5']],
    ['the negation gone', '“This is the same as joining NATO”', ['altered 5']],
    ['a number changed', '“extending NATO’s Article 4—its collective defense clause”', ['altered 4']],
    [
      'ellipsis over a condition',
      '“NATO must maintain a presence in Ukraine … even suggesting the stationing of NATO troops”',
      ['altered 15'],
    ],
    ['harmless ellipsis', '“It would ensure … real security guarantees”', ['exact 6']],
    [
      'parts of sentences joined',
      '“NATO’s Article 5 states that an attack on UN peacekeeping forces or additional military contingents”',
      ['spliced 16+9'],
    ],
    ['somebody else’s words', 'Trump said: “There are no concrete timelines yet”', ['other-speaker 12']],
    [
      'the right speaker by another name',
      'The Italian PM said: “There are no concrete timelines yet”',
      ['exact 12'],
    ],
    [
      'the narrator’s words given to a person',
      'Trump said: “the future of the proposal remains uncertain”',
      ['other-speaker 13'],
    ],
    ['a signature', '“Ukraine’s NATO membership, a stance echoed”\n— Pete Hegseth', ['exact 8']],
    ['in no source', '“We will fight them on the beaches forever”', ['absent']],
    ['a word kept at a distance', 'their so-called “umbrella” again', []],
    [
      'a two-word expression kept at a distance',
      'so much for their “common sense” and “more durable solutions”',
      ['exact 3'],
    ],
    ['a two-word expression that is given to somebody', 'Trump said: “absolute nonsense”', ['absent']],
    ['nothing quoted', 'just talking', []],
    ['guillemets the other way round', '»the same security umbrella that NATO countries have«', ['exact 5']],
    ['guillemets with spaces', '« real security guarantees »', ['exact 6']],
    [
      'single marks beside apostrophes',
      "it's Meloni's, don't forget 'more durable solutions' here",
      ['exact 3'],
    ],
    [
      'straight marks within straight marks',
      'She said "this is "not the same" as joining NATO"',
      ['exact 5'],
    ],
    [
      'a quotation in a sentence that is itself quoted',
      '“Meloni said ‘There are no concrete timelines yet’ on Friday to the press corps”',
      ['exact 12'],
    ],
    [
      'the rest of a message as one block quote',
      '>>> NATO’s Article 5 states that an attack on one member is considered\nan attack on all',
      ['exact 16'],
    ],
    [
      'code, which quotes nothing',
      '```js\nlog("the same security umbrella that")\n``` `"more durable solutions"`',
      [],
    ],
    ['emphasis and a mention inside', '“more **durable** <@123456789012345678> solutions”', ['exact 3']],
    [
      'soft hyphens and an editor’s bracket',
      '“[I]t would ensure stable, long-term, and real secu\u00adrity guarantees”',
      ['exact 6'],
    ],
    [
      'a label, in whatever language',
      'Trump ha detto: «There are no concrete timelines yet»',
      ['other-speaker 12'],
    ],
    [
      'two labels in a line',
      'Meloni: “more durable solutions” Trump: “no concrete timelines yet”',
      ['exact 3', 'other-speaker 12'],
    ],
    ['an ellipsis over a negation', '“This is … the same as joining NATO”', ['altered 5']],
    [
      'an ellipsis over what was ruled out',
      '“US Defense Secretary … Ukraine’s NATO membership”',
      ['altered 8'],
    ],
    [
      'a label within a block quote',
      '> **Trump**: There are no concrete timelines yet',
      ['other-speaker 12'],
    ],
    [
      'a signature within a block quote',
      '> “There are no concrete timelines yet”\n> — Giorgia Meloni',
      ['exact 12'],
    ],
    ['a known name in brackets', '“There are no concrete timelines yet” (Trump)', ['other-speaker 12']],
    ['anything else in brackets', '“There are no concrete timelines yet” (BBC)', ['exact 12']],
    [
      'a name between two quotations',
      'Trump dismissed it as “impractical at best”, and Meloni called for “more durable solutions”',
      ['absent', 'exact 3'],
    ],
    [
      'a role that the text gives to the speaker',
      'The prime minister said “no concrete timelines yet”',
      ['exact 12'],
    ],
    [
      'a role that it gives to another',
      'The defense secretary said “no concrete timelines yet”',
      ['other-speaker 12'],
    ],
    ['a role that it gives to nobody', 'The chancellor said “no concrete timelines yet”', ['exact 12']],
    [
      'the text itself',
      'The report states that “the future of the proposal remains uncertain”',
      ['exact 13'],
    ],
    ['an ellipsis at the end', '“NATO must maintain a presence in Ukraine …”', ['exact 15']],
    [
      'several',
      '“more durable solutions” and “the same security blanket that NATO countries have”',
      ['exact 3', 'altered 5'],
    ],
  ])('%s', (_, message, expected) => {
    expect(check(message).map(inShort)).toEqual(expected);
  });

  it('shows the words that differ side by side', () => {
    const [finding] = check(
      '“it will provide Ukraine with the very same security blanket NATO countries have”',
    );
    expect(finding).toMatchObject({
      kind: 'altered',
      differences: [
        { kind: 'replaced', quoted: 'will', source: 'would' },
        { kind: 'added', quoted: 'very', source: '' },
        { kind: 'replaced', quoted: 'blanket', source: 'umbrella that' },
      ],
    });
  });

  it.each<[string, () => Corpus]>([
    ['the article', ownCorpus],
    ...newsTexts().map((name): [string, () => Corpus] => [name, () => newsCorpus([name])]),
    ['all news texts together', newsCorpus],
  ])('tells nearly every changed quotation of %s for what it is', (_, read) => {
    const changed = read();
    const mutations = mutate(changed, 400, 20_261_124, INVENTED);
    expect(mutations).toHaveLength(400);
    const { scores, misses } = scoreMutations(createQuoteChecker(buildIndex(changed)), mutations);
    const poor = scores.filter(({ precision, recall }) => precision < 0.97 || recall < 0.97);
    expect({ poor, misses: poor.length > 0 ? misses : [] }).toEqual({ poor: [], misses: [] });
  });

  it('shows nothing that is not in the message or the source, whatever the message', () => {
    const texts = new Map(corpus.documents.map((document) => [document.id, document.text]));
    const words = corpus.documents[0]!.text.split(/\s+/);
    const random = randomFrom(1);
    const some = () =>
      words
        .slice(Math.floor(random() * words.length))
        .slice(0, 1 + Math.floor(random() * 12))
        .join(' ');
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('“', '”', '"', '«', '»', '‘', '’', "'", '…', '\n', '> ', '>>> ', ' said ', 'Trump: '),
      fc.integer().map(some),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const message = pieces.join(' ');
        for (const finding of check(message)) {
          expect(message.slice(finding.span.start, finding.span.end)).toBe(finding.span.text);
          const passages =
            finding.kind === 'absent' ? [finding.nearest].filter((one) => one !== null) : finding.passages;
          for (const { document, start, end, text } of passages)
            expect(texts.get(document)!.slice(start, end)).toBe(text);
          if (finding.kind !== 'altered') continue;
          for (const { quoted, source } of finding.differences) {
            expect(quoted === '…' || finding.span.text.includes(quoted)).toBe(true);
            expect([...texts.values()].some((text) => text.includes(source))).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
