import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { VARIABLES } from '../../src/config.ts';
import { runWith } from '../cli/streams.ts';

const README = readFileSync('README.md', 'utf8');

describe('README.md', () => {
  it.each(Object.entries(VARIABLES))('tells of %s, with its default', (name, { purpose, fallback }) => {
    const cells = [`\`${name}\``, purpose, fallback === undefined ? '–' : `\`${fallback}\``];
    expect(README).toContain(`| ${cells.join(' | ')} |`);
  });

  it('shows what the bot really prints', async () => {
    const example = /```console\n\$ npm ci && npm run ask -- "([^"]+)"\n([\s\S]*?)```/.exec(README);
    const { exit, stdout } = await runWith(['ask', example![1]!, '--corpus', 'corpus']);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: example![2] });
  });

  it('has a row for each command, and for nothing else', async () => {
    const table = /## At the terminal([\s\S]*?)\n## /.exec(README)![1]!;
    const told = [...table.matchAll(/^\| `([a-z]+)/gm)].map((row) => row[1]!);
    const { stdout } = await runWith(['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map((row) => row[1]!)
      .filter((name) => name !== 'help');
    expect([...new Set(told)].sort()).toEqual(listed.sort());
  });

  it('names only variables that the program reads', () => {
    const table = /## Configuration([\s\S]*?)\n## /.exec(README)![1]!;
    const names = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((row) => row[1]);
    expect(names).toEqual(Object.keys(VARIABLES));
  });
});

describe('the documents', () => {
  const files = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

  it.each(files)('%s links only to files that exist', (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      (link) => link[1]!,
    );
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });

  it.each(files)('%s names only scripts that exist', (file) => {
    const scripts = [...readFileSync(file, 'utf8').matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(
      (run) => run[1]!,
    );
    expect(scripts.filter((name) => !(name in packageFile.scripts))).toEqual([]);
  });

  it('ARCHITECTURE.md has a line for each dependency, and for nothing else', () => {
    const text = readFileSync('ARCHITECTURE.md', 'utf8');
    const table = /## Dependencies([\s\S]*)/.exec(text)![1]!;
    const named = [...table.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \|/gm)].flatMap((row) =>
      row[1]!.split(', ').map((name) => name.replaceAll('`', '')),
    );
    const used = [...Object.keys(packageFile.dependencies), ...Object.keys(packageFile.devDependencies)];
    expect(named.sort()).toEqual(used.sort());
  });
});
