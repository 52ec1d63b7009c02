import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Corpus, CorpusProblem } from '../corpus/types.ts';
import type { IndexTables } from '../search/build.ts';

/** What a corpus was read and made into, for a start that neither parses nor counts. */
export interface Prepared {
  readonly corpus: Corpus;
  readonly warnings: readonly CorpusProblem[];
  readonly tables: IndexTables;
}

/** Set by the build from all that an index depends on; absent in the sources, where nothing is prepared. */
declare const BUILD_ID: string | undefined;

const ENDING = '.index';
const DIGEST_BYTES = 32;
/** Prepared indexes kept in a folder; older ones are of former texts and versions. */
const KEPT = 4;

/** Prepared indexes in a folder, by the content that they were made from. */
export class PreparedIndexes {
  readonly #folder: string;
  readonly #build: string;

  constructor(folder: string, build: string) {
    this.#folder = folder;
    this.#build = build;
  }

  /** What was prepared from exactly these files by this build; null where there is none, or it is damaged. */
  load(fingerprint: string): Prepared | null {
    try {
      const bytes = readFileSync(this.#path(fingerprint));
      const content = bytes.subarray(DIGEST_BYTES);
      if (!digest(content).equals(bytes.subarray(0, DIGEST_BYTES))) return null;
      return deserialize(content) as Prepared;
    } catch {
      return null;
    }
  }

  /** Throws where the folder cannot be written to. */
  save(fingerprint: string, prepared: Prepared): void {
    mkdirSync(this.#folder, { recursive: true });
    const content = serialize(prepared);
    const path = this.#path(fingerprint);
    // Whole or not at all, also when several processes write the same.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, Buffer.concat([digest(content), content]), { mode: 0o600 });
    renameSync(draft, path);
    const newestFirst = readdirSync(this.#folder)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => join(this.#folder, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    for (const old of newestFirst.slice(KEPT)) rmSync(old, { force: true });
  }

  #path(fingerprint: string): string {
    // What is written is laid out by the engine of the very version that reads it.
    const name = digest(Buffer.from(`${this.#build} ${process.version} ${fingerprint}`)).toString('hex');
    return join(this.#folder, name.slice(0, 32) + ENDING);
  }
}

/** Prepared indexes where the program was built and a folder is wanted, else null. */
export function preparedIn(folder: string | null): PreparedIndexes | null {
  return folder === null || typeof BUILD_ID === 'undefined' ? null : new PreparedIndexes(folder, BUILD_ID);
}

/**
 * Tells any two states of a corpus apart: a digest of the names and bytes of all files of its folder, or of a single
 * text and what stands beside it under its name. Null where they cannot be read.
 */
export function fingerprint(path: string): string | null {
  try {
    const isFile = /\.(?:md|txt)$/.test(path);
    const folder = isFile ? dirname(path) : path;
    const stem = basename(path).replace(/\.(?:md|txt)$/, '');
    const names = readdirSync(folder).filter((name) => !isFile || name.startsWith(`${stem}.`));
    const hash = createHash('sha256').update(path);
    for (const name of names.sort()) {
      const file = join(folder, name);
      if (!statSync(file).isFile()) continue;
      const bytes = readFileSync(file);
      hash.update(`\0${name}\0${bytes.length}\0`).update(bytes);
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
