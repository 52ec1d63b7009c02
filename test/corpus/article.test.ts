import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';

const loaded = loadCorpus('corpus/article.md');
if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
const [article] = loaded.corpus.documents;

describe('the article that comes with the bot', () => {
  it('is its publisher’s text to the character', () => {
    // SHA-256 of the text as it was received.
    expect(article!.hash).toBe('975dc6221d30e4b741538e5451419390d4218f6c481409dcc642542aa5fd3ff5');
  });

  it('states nothing that it does not state itself', () => {
    const { title, dateline, language, publisher, author, published, url, licence } = article!;
    expect(article!.text.startsWith(title)).toBe(true);
    expect(article!.text).toContain(`${dateline}: `);
    expect(language).toBe('en');
    expect([publisher, author, published, url, licence]).toEqual(Array(5).fill(undefined));
  });

  it('has sentences that quotations, dashes and titles do not break', () => {
    const texts = loaded.corpus.sentences.map(({ start, end }) => article!.text.slice(start, end));
    expect(texts.map((text) => `${text.slice(0, 24)}|${text.slice(-12)}`)).toMatchInlineSnapshot(`
      [
        "Italy proposes extending|t membership",
        "Istanbul: Italy has prop| membership.",
        "Italian Prime Minister G| to Ukraine.",
        "Meloni proposed that ext|e effective.",
        "“This is not the same as|e explained.",
        "“It would ensure stable,| I see now.”",
        "The proposal comes amid |ongoing war.",
        "Last month, US Defense S|impractical.",
        "In her remarks, Meloni e|contingents.",
        "“UN peacekeeping mission|eady begun.”",
        "While her proposal marks|from the US.",
        "“There are no concrete t|Meloni said.",
        "However, the future of t|ns continue.",
        "Ukraine had hoped for NA| resistance.",
        "Ukrainian President Volo| the ground.",
        "NATO’s Article 5 states |rity future.",
      ]
    `);
    expect(loaded.corpus.sentences.map(({ paragraph }) => paragraph).at(-1)).toBe(13);
  });
});
