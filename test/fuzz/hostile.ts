import fc from 'fast-check';

/**
 * How many cases a file of this folder tries over its surfaces, and from which seed: `npm run fuzz` tries 100,000, and
 * FUZZ_CASES and FUZZ_SEED choose others.
 */
export const CASES = Number(process.env.FUZZ_CASES ?? 2_000);
const SEED = process.env.FUZZ_SEED;

/** The settings of a property that gets this share of all cases. */
export function share(part: number): fc.Parameters<unknown> {
  return {
    numRuns: Math.max(10, Math.round(CASES * part)),
    ...(SEED !== undefined && { seed: Number(SEED) }),
  };
}

/** Time for a property of this share: a second for ten cases is far more than any takes. */
export function patience(part: number): number {
  return 20_000 + CASES * part * 100;
}

/** What has broken programs that handle text. */
const ATOMS = [
  // Emoji sequences, flags, skin tones, keycaps.
  '👨‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '🇮🇹🇺🇦',
  '👍🏽',
  '1️⃣',
  // Right-to-left marks and text, zero-width characters, piled combining marks.
  '\u202e',
  '\u2066\u2069\u200f',
  'مرحبا',
  '\u200b\u200d\ufeff\u2060',
  `z${'\u0301\u0323\u0489'.repeat(20)}`,
  // Unpaired surrogates, controls, line ends of every kind.
  '\ud83d',
  '\udc00',
  '\u0000\u0007\u001b[31m',
  '\r\n\u2028\u2029\u0085\v\f',
  // Markdown, and what Discord makes of text.
  '**',
  '__~~||',
  '`',
  '```js\n',
  '> ',
  '>>> ',
  '-# ',
  '# ',
  '- ',
  '1. ',
  '[x](https://evil.example)',
  '](<',
  '<https://evil.example>',
  'https://evil.example/a_b_c',
  'discord.gg/abc',
  ':smile:',
  '<:name:123456789012345678>',
  '<t:0:R>',
  '</ask:123456789012345678>',
  '@everyone',
  '@here',
  '<@900000000000000001>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '\\',
  '\\\\*',
  // Quotation marks that do not close.
  '“',
  '”',
  '"',
  '«',
  "''",
  // Names of things that objects have; templates; paths; markup.
  '__proto__',
  'constructor',
  '{ask}',
  '$&',
  '%s',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '<!--',
  '&#x202e;&nbsp;&lt;',
  // Words of the sources.
  'NATO’s Article 5',
  'Meloni said',
  'peacekeeping missions',
  'Who proposed it?',
  '#1@abcdef',
  'article#10@1e26c0',
] as const;

/** What makes a careless regular expression take for ever. */
const BOMBS = [
  'a',
  ' ',
  '(',
  '“',
  '\\',
  '*',
  '\n',
  '<',
  '.',
  'Mr. ',
  'said ',
  '\u0301',
  '&',
  '[',
  '-',
  ',',
] as const;

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...ATOMS) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constant(' ') },
);

/** Any text, up to `longest` UTF-16 units. */
export function hostileText(longest = 6_000): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 20, arbitrary: fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')) },
      { weight: 6, arbitrary: fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(' ')) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...BOMBS), fc.integer({ min: Math.min(100, longest), max: longest }), piece)
          .map(([bomb, length, end]) => bomb.repeat(length).slice(0, length) + end),
      },
      { weight: 1, arbitrary: piece.map((one) => one.repeat(2_000)) },
    )
    .map((text) => text.slice(0, longest));
}

/** Any JSON value where a text is expected. */
export const hostileValue = fc.oneof(
  { weight: 6, arbitrary: hostileText() },
  { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, -1, 1e308, Number.NaN, {}, [], '') },
);

/** Front matter, as it should and should not be. */
export const frontMatter = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          'title',
          'publisher',
          'author',
          'published',
          'url',
          'language',
          'aliases',
          'format',
          'x',
        ),
        fc.string({ maxLength: 8 }),
      ),
      fc.oneof(
        hostileText(200),
        fc.constantFrom(
          '2024-05-01',
          'https://herald.example/a',
          'en',
          '[a, b]',
          '{A: [b]}',
          '*x',
          '&x',
          '|',
          '!!js',
        ),
      ),
    ),
    { maxLength: 5 },
  )
  .map((fields) => fields.map(([key, value]) => `${key}: ${value}\n`).join(''));

const TAGS = [
  'p',
  'div',
  'article',
  'h1',
  'li',
  'ul',
  'blockquote',
  'table',
  'td',
  'script',
  'style',
  'svg',
  'br',
  'a',
];

/** A page that nobody has checked: unclosed, nested, with scripts and entities. */
export const page = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...TAGS), hostileText(300)).map(([tag, text]) => `<${tag}>${text}</${tag}>`),
      fc
        .constantFrom(...TAGS)
        .map((tag) => `<${tag} onload="x" href="file:///etc/passwd" src="//evil.example/x">`),
      fc.constantFrom(
        '<!doctype html>',
        '<html lang="xx">',
        '<title>',
        '</p></p>',
        '<meta property="og:title"',
        '<![CDATA[',
      ),
      hostileText(300),
      fc.constant('<p>The harbour closes in autumn. “Nobody wants it,” Ada Lindqvist said.</p>'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('\n'));
