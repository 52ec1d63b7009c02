import { readFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runBatch } from '../../src/cli/batch.ts';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { importSource } from '../../src/corpus/import/index.ts';
import { readGaps, teach } from '../../src/corpus/teach.ts';
import type { Corpus } from '../../src/corpus/types.ts';
import { createQuoteChecker } from '../../src/quotes/checker.ts';
import { summarize } from '../../src/summary/summarize.ts';
import { articleLibrary } from '../discord/libraries.ts';
import { frontMatter, hostileText, hostileValue, page, patience, share } from './hostile.ts';

/** The corpus of one file, or null where its problems are named. */
function corpusOf(name: string, text: string, beside: Readonly<Record<string, string>> = {}): Corpus | null {
  const entries = Object.entries({ [name]: text, ...beside }).map(([file, content]) => ({
    kind: 'file' as const,
    file,
    name: file,
    bytes: Buffer.from(content, 'utf8'),
  }));
  const read = readCorpus(entries, { place: 'x', total: entries.length });
  if (read.kind === 'corpus') return read.corpus;
  for (const { file, message } of read.problems) {
    expect(file).not.toBe('');
    expect(message).not.toMatch(/\n|undefined|\[object/);
  }
  return null;
}

/** Each sentence is a stretch of the text, in order, and apart from the others. */
function expectOffsets({ documents, sentences }: Corpus): void {
  for (const { id, text } of documents) {
    let end = 0;
    for (const sentence of sentences.filter(({ document }) => document === id)) {
      expect(sentence.start).toBeGreaterThanOrEqual(end);
      expect(sentence.end).toBeGreaterThan(sentence.start);
      expect(sentence.end).toBeLessThanOrEqual(text.length);
      end = sentence.end;
    }
  }
}

describe('nothing that stands in a file or in a line breaks the core', () => {
  test('sources: Markdown, text, front matter, questions beside them', { timeout: patience(0.2) }, () => {
    const body = fc.array(hostileText(3_000), { maxLength: 6 }).map((parts) => parts.join('\n\n'));
    fc.assert(
      fc.property(
        fc.option(frontMatter),
        body,
        fc.constantFrom('x.md', 'x.txt'),
        hostileText(300),
        (front, text, name, questions) => {
          const whole = `${front === null ? '' : `---\n${front}---\n`}${text}`;
          const corpus = corpusOf(name, whole, { 'x.questions.yaml': questions });
          if (corpus) expectOffsets(corpus);
        },
      ),
      share(0.2),
    );
  });

  describe('imported pages', () => {
    const fetched = vi.fn();
    beforeAll(() => {
      vi.stubGlobal('fetch', fetched);
    });
    afterAll(() => {
      vi.unstubAllGlobals();
      // A page's links, images, scripts and styles lead nowhere.
      expect(fetched).not.toHaveBeenCalled();
    });

    test('what is imported can be read again', { timeout: patience(0.2) }, () => {
      const hints = fc.record(
        { title: hostileText(100), publisher: hostileText(100), id: hostileText(60) },
        { requiredKeys: [] },
      );
      const given = fc.oneof({ weight: 3, arbitrary: page }, { weight: 1, arbitrary: hostileText() });
      fc.assert(
        fc.property(
          given,
          hints,
          fc.constantFrom('a.html', 'a.md', 'a.txt', 'a', '../x.htm'),
          (text, said, fileName) => {
            const imported = importSource(Buffer.from(text, 'utf8'), { fileName, ...said });
            if (imported.kind === 'problem') {
              expect(imported.message).not.toContain('\n');
              return;
            }
            expect(imported.fileName).toMatch(/^[^/\\\s]{1,70}\.md$/u);
            const corpus = corpusOf(imported.fileName, imported.content);
            if (corpus) expectOffsets(corpus);
          },
        ),
        share(0.2),
      );
    });
  });

  test('quotations and summaries', { timeout: patience(0.2) }, () => {
    const { index } = articleLibrary();
    const check = createQuoteChecker(index);
    fc.assert(
      fc.property(hostileText(4_000), hostileText(200), (message, focus) => {
        for (const finding of check(message)) expect(finding.kind).not.toBe('');
        summarize(index, { focus });
      }),
      share(0.2),
    );
  });

  test('batch lines: one answer a line, whatever stands in it', { timeout: patience(0.2) }, async () => {
    const request = fc.oneof(
      fc
        .record(
          { id: hostileValue, question: hostileValue, source: hostileValue, limit: hostileValue },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
      hostileText(2_000).map((text) => text.replaceAll('\n', ' ')),
    );
    const { index } = articleLibrary();
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 5 }), async (lines) => {
        const asked = lines.filter((line) => line.trim() !== '');
        const written: string[] = [];
        const stdout = new Writable({
          write(chunk, _, done) {
            written.push(String(chunk));
            done();
          },
        });
        const stdin = Readable.from([Buffer.from(`${asked.join('\n')}\n`, 'utf8')]);
        await runBatch({ stdin, stdout, stderr: stdout, environment: {}, now: () => new Date(0) }, index, {});
        const answers = written
          .join('')
          .split('\n')
          .filter((line) => line !== '');
        expect(answers).toHaveLength(asked.length);
        for (const line of answers)
          expect(['answered', 'silent', 'invalid']).toContain(JSON.parse(line).kind);
      }),
      share(0.1),
    );
  });

  test('questions that are taught', { timeout: patience(0.1) }, () => {
    const { index } = articleLibrary();
    const { corpus } = index;
    const article = readFileSync('corpus/article.md', 'utf8');
    const file = fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: hostileText(200) },
    );
    fc.assert(
      fc.property(hostileText(600), file, (question, yaml) => {
        readGaps('gaps.yaml', yaml);
        const taught = teach(corpus, { question, id: 'article#10@1e26c0' }, yaml);
        if (taught.kind !== 'taught' || yaml !== '') return;
        const learnt = corpusOf('article.md', article, { 'article.questions.yaml': taught.yaml });
        expect(learnt?.expansions).toMatchObject([
          { ordinal: 10, questions: { [taught.language]: [question.trim()] } },
        ]);
      }),
      share(0.1),
    );
  });
});
