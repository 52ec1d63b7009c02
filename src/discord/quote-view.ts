import type { Difference, QuoteFinding } from '../quotes/types.ts';
import type { Passage } from '../search/types.ts';
import { escapeLine } from './escape.ts';
import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import { filesOf, paginate } from './pages.ts';
import { type Block, fullBlock, type Reply, refusal } from './reply.ts';
import { shorten } from './shorten.ts';

/** Messages that a comparison takes at most; a longer one comes as a file. */
const MAX_MESSAGES = 5;
/** A quotation is repeated above its finding by its first words. */
const MAX_SPAN = 200;
/** Words that differ, and names, are shown up to this length. */
const MAX_WORDS = 120;

/** What the sources have of each quotation in a message, to the asker alone. Neutral: a difference is no verdict. */
export function findingsReply(
  findings: readonly QuoteFinding[],
  library: Library,
  messages: Messages,
): Reply {
  if (findings.length === 0) return refusal(messages.text('quotes.none'));
  const title = messages.text('quotes.title', { count: findings.length });
  const foot = `-# ${messages.text('quotes.foot')}`;
  const blocks = findings.flatMap((finding, at) => blocksOf(finding, at + 1, library, messages));
  const pages = paginate([{ text: title }, ...blocks, { text: foot }], 0);
  if (pages.length > MAX_MESSAGES) {
    const text = `${findings.map((finding, at) => plainText(finding, at + 1, messages)).join('\n')}\n`;
    return {
      content: [title, messages.text('quotes.attached'), foot].join('\n'),
      files: [{ name: 'quotations.txt', text }],
      visibility: 'private',
      outcome: 'shown',
    };
  }
  const [first, ...others] = pages.map(
    (page): Reply => ({
      content: page.map(({ text }) => text).join('\n'),
      files: filesOf(page),
      visibility: 'private',
      outcome: 'shown',
    }),
  );
  return { ...first!, followUps: others };
}

/** A finding's heading stays with what follows it; its passages may go on in the next message. */
function blocksOf(finding: QuoteFinding, number: number, library: Library, messages: Messages): Block[] {
  const span = escapeLine(shorten(finding.span.text, MAX_SPAN));
  const heading = `${number}. “${span}”\n${verdict(finding, messages)}`;
  const details = detailsOf(finding, messages, shown).map((line) => ({ text: `- ${line}` }));
  const passages = passagesOf(finding).map((passage) => fullBlock(passage, library, messages));
  const nearest =
    finding.kind === 'absent' && passages.length > 0
      ? [{ text: `-# ${messages.text('quotes.nearest')}` }]
      : [];
  const [next, ...rest] = [...details, ...nearest, ...passages];
  return next ? [{ ...next, text: `${heading}\n${next.text}` }, ...rest] : [{ text: heading }];
}

function verdict({ kind, span }: QuoteFinding, messages: Messages): string {
  switch (kind) {
    case 'exact':
      return messages.text('quotes.exact');
    case 'altered':
      return messages.text('quotes.altered');
    case 'spliced':
      return messages.text('quotes.spliced');
    case 'other-speaker':
      return messages.text('quotes.otherSpeaker', { name: shown(span.claimed!) });
    case 'absent':
      return messages.text('quotes.absent');
    default:
      return kind satisfies never;
  }
}

/** Lines about the words: what differs, side by side, and what an ellipsis leaves out. */
function detailsOf(finding: QuoteFinding, messages: Messages, show: (words: string) => string): string[] {
  switch (finding.kind) {
    case 'exact':
      return finding.omitted.map((source) => messages.text('quotes.omitted', { source: show(source) }));
    case 'altered': {
      const name = finding.span.claimed;
      return [
        ...finding.differences.map((difference) => differenceText(difference, messages, show)),
        ...(finding.claimedOther && name !== null
          ? [messages.text('quotes.claimedOther', { name: show(name) })]
          : []),
      ];
    }
    case 'spliced':
    case 'other-speaker':
    case 'absent':
      return [];
    default:
      return finding satisfies never;
  }
}

function differenceText(
  { kind, quoted, source }: Difference,
  messages: Messages,
  show: (words: string) => string,
): string {
  switch (kind) {
    case 'replaced':
      return messages.text('quotes.replaced', { quoted: show(quoted), source: show(source) });
    case 'added':
      return messages.text('quotes.added', { quoted: show(quoted) });
    case 'dropped':
      return messages.text('quotes.dropped', { source: show(source) });
    default:
      return kind satisfies never;
  }
}

function passagesOf(finding: QuoteFinding): readonly Passage[] {
  if (finding.kind !== 'absent') return finding.passages;
  return finding.nearest === null ? [] : [finding.nearest];
}

function shown(words: string): string {
  return escapeLine(shorten(words, MAX_WORDS));
}

/** A finding in a text file, where nothing has to be escaped or cut. */
function plainText(finding: QuoteFinding, number: number, messages: Messages): string {
  const bare = (text: string) => text.replaceAll('**', '');
  return [
    `${number}. “${finding.span.text}”`,
    bare(verdict(finding, messages)),
    ...detailsOf(finding, messages, (words) => words).map((line) => `- ${line}`),
    ...passagesOf(finding).flatMap(({ text, id }) => ['', text, id]),
    '',
  ].join('\n');
}
