export { answer, MAX_QUESTION } from './answer.ts';
export { buildIndex, type SearchIndex } from './build.ts';
export { explain } from './explain.ts';
export { toPassage } from './passage.ts';
export { suggest } from './suggest.ts';
