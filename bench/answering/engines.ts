import { create, insertMultiple, search } from '@orama/orama';
import { Index } from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { Corpus } from '../../src/corpus/types.ts';
import { FUNCTION_WORDS } from '../../src/search/data/function-words.ts';
import { answer, buildIndex } from '../../src/search/index.ts';

/** Question → place of the sentence found first, or −1. */
export type Ask = (question: string) => number | Promise<number>;

export interface Engine {
  readonly name: string;
  /** Sentences beyond which this engine is left out of a run, because building or asking would take hours. */
  readonly most?: number;
  readonly build: (corpus: Corpus, texts: readonly string[]) => Ask | Promise<Ask>;
}

/** Ours, and what else is there for the same job, each as its own documentation begins. */
export const ENGINES: readonly Engine[] = [
  { name: 'verbatim', build: (corpus) => verbatim(corpus) },
  { name: 'minisearch', most: 100_000, build: (_, texts) => miniSearch(texts, false) },
  { name: 'minisearch, stop words', build: (_, texts) => miniSearch(texts, true) },
  { name: 'flexsearch', build: (_, texts) => flexSearch(texts) },
  { name: 'lunr', most: 100_000, build: (_, texts) => lunrSearch(texts) },
  { name: 'orama', most: 100_000, build: (_, texts) => orama(texts) },
];

function verbatim(corpus: Corpus): Ask {
  const index = buildIndex(corpus);
  const places = new Map(corpus.sentences.map((one, place) => [`${one.document}#${one.ordinal}`, place]));
  return (question) => {
    const found = answer(index, question);
    const [first] = found.kind === 'answered' ? found.passages : found.kind === 'silent' ? found.nearest : [];
    return first ? places.get(`${first.document}#${first.ordinal}`)! : -1;
  };
}

function miniSearch(texts: readonly string[], stopWords: boolean): Ask {
  const words = FUNCTION_WORDS.en!;
  const engine = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    ...(stopWords
      ? { processTerm: (term) => (words.has(term.toLowerCase()) ? null : term.toLowerCase()) }
      : {}),
  });
  engine.addAll(texts.map((text, id) => ({ id, text })));
  return (question) => (engine.search(question)[0]?.id as number | undefined) ?? -1;
}

function flexSearch(texts: readonly string[]): Ask {
  const engine = new Index({ tokenize: 'strict' });
  for (const [id, text] of texts.entries()) engine.add(id, text);
  return (question) => (engine.search(question, { limit: 10, suggest: true })[0] as number | undefined) ?? -1;
}

function lunrSearch(texts: readonly string[]): Ask {
  const engine = lunr(function () {
    this.ref('id');
    this.field('text');
    for (const [id, text] of texts.entries()) this.add({ id, text });
  });
  return (question) => {
    const [first] = engine.query((query) => {
      for (const token of lunr.tokenizer(question)) query.term(token.toString(), {});
    });
    return first ? Number(first.ref) : -1;
  };
}

async function orama(texts: readonly string[]): Promise<Ask> {
  const engine = create({ schema: { place: 'number', text: 'string' } as const });
  await insertMultiple(
    engine,
    texts.map((text, place) => ({ place, text })),
    1_000,
  );
  return async (question) => {
    const { hits } = await search(engine, { term: question, properties: ['text'], limit: 1, threshold: 1 });
    return hits[0] ? (hits[0].document.place as number) : -1;
  };
}
