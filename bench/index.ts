/**
 * Every benchmark, or those named, each in a process of its own so that none is measured in another's memory.
 *
 *   npm run bench -- [answering|start|questions|memory|autocomplete …] [--quick] [--sizes 15,1000,…]
 *                    [--json FILE] [--markdown FILE] [--questions FILE.jsonl …]
 *
 * `--markdown docs/benchmarks.md` puts the results between the marks of that file. Runs on Linux, where a process's
 * time and memory are read from /proc.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCHMARKS, type BenchmarkName } from './benchmarks.ts';
import { goalsTable, type Measured, thisMachine, toMarkdown, toTable } from './report.ts';

const BEGIN = '<!-- results -->';
const END = '<!-- end of results -->';
/** The other engines need more than Node's usual heap for 100,000 sentences. */
const NODE_OPTIONS = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=12288'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    questions: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});
const names = Object.keys(BENCHMARKS) as BenchmarkName[];
const unknown = positionals.find((name) => !names.includes(name as BenchmarkName));
if (unknown) {
  console.error(`There is no benchmark "${unknown}"; there are ${names.join(', ')}.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'verbatim-bench-'));
const results: Measured[] = [];
for (const name of positionals.length > 0 ? (positionals as BenchmarkName[]) : names) {
  const file = join(folder, `${name}.json`);
  const options = JSON.stringify({ quick: values.quick, sizes: values.sizes, files: values.questions });
  const script = join(import.meta.dirname, 'run.ts');
  const { status } = spawnSync(process.execPath, [...NODE_OPTIONS, script, name, options, file], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(`The benchmark "${name}" failed.`);
    process.exitCode = 1;
    continue;
  }
  const measured = JSON.parse(readFileSync(file, 'utf8')) as Measured;
  results.push(measured);
  console.log(toTable(measured));
}
rmSync(folder, { recursive: true, force: true });

const machine = thisMachine();
console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${machine.date}`);
console.log(goalsTable(results));
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
if (values.markdown) {
  const command = ['npm run bench', ...(positionals.length > 0 ? ['--', ...positionals] : [])].join(' ');
  const text = readFileSync(values.markdown, 'utf8');
  const [before, after] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  const written = toMarkdown(results, machine, command);
  writeFileSync(values.markdown, `${text.slice(0, before)}\n\n${written}\n\n${text.slice(after)}`);
}
