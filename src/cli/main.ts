import { loadCorpus } from '../corpus/load.ts';
import { answer, buildIndex } from '../search/index.ts';

const [, , , question = ''] = process.argv;
const loaded = loadCorpus('corpus');
if (loaded.kind === 'corpus') console.log(answer(buildIndex(loaded.corpus), question));
