import { type Block, MAX_CONTENT, type ReplyFile } from './reply.ts';

/** Discord's limit for attachments of a message. */
const MAX_FILES = 10;

/**
 * Lays blocks out over as many messages as they take, in order, each block whole.
 *
 * @param spare characters that the caller adds to each page.
 */
export function paginate(blocks: readonly Block[], spare: number): Block[][] {
  const pages: Block[][] = [];
  let length = 0;
  let files = 0;
  for (const block of blocks) {
    const last = pages.at(-1);
    const added = block.text.length + 1;
    const more = block.file ? 1 : 0;
    if (last && length + added <= MAX_CONTENT - spare && files + more <= MAX_FILES) {
      last.push(block);
      length += added;
      files += more;
    } else {
      pages.push([block]);
      length = added;
      files = more;
    }
  }
  return pages;
}

export function filesOf(blocks: readonly Block[]): ReplyFile[] {
  return blocks.flatMap(({ file }) => file ?? []);
}
