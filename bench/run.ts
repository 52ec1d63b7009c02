/** One benchmark in this process: `run.ts NAME OPTIONS-AS-JSON RESULT-FILE`. Started by index.ts. */
import { writeFileSync } from 'node:fs';
import { BENCHMARKS, type BenchmarkName, type Options } from './benchmarks.ts';

const [name, options, file] = process.argv.slice(2) as [BenchmarkName, string, string];
const measured = await BENCHMARKS[name](JSON.parse(options) as Options);
writeFileSync(file, JSON.stringify(measured));
// Other engines may leave timers behind.
process.exit(0);
