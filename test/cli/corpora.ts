import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files that goes when the test does. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const LIGHTHOUSE = [
  'The lighthouse on Skerry Island will close in autumn.',
  'Harbour master Ada Lindqvist announced the closure at a meeting in Port Ellen.',
  '“Nobody wants to see the lamp go dark,” Lindqvist said.',
  'Fishermen from the village collected four hundred signatures against the plan.',
  '',
].join('\n');

const BAKERY = 'The bakery in Mill Lane opens before sunrise.\nIts rye bread won a prize in Leeds.\n';

/** Two small documents, of which one states everything about itself and the other nothing. */
export const TWO_DOCUMENTS = {
  'lighthouse.md': [
    '---',
    'title: Lighthouse to close',
    'publisher: The Skerry Herald',
    'published: 2024-05-01',
    'url: https://herald.example/lighthouse',
    'language: en',
    '---',
    LIGHTHOUSE,
  ].join('\n'),
  'bakery.txt': BAKERY,
};
