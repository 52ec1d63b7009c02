import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';
import { chaosReport } from './report.ts';

/** `npm run chaos -- [--seed N] [--questions N] [--trace]`: the reliability run at its full size. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    questions: { type: 'string', default: '10000' },
    trace: { type: 'boolean', default: false },
    pace: { type: 'string', default: '30' },
  },
});
const result = await runChaos({
  seed: Number(values.seed),
  questions: Number(values.questions),
  servers: 50,
  members: 200,
  pace: Number(values.pace),
  pause: [1_500, 5_000],
  kill: true,
  program: ['dist/main.js'],
  ...(values.trace && { trace: (line: string) => process.stderr.write(`${line}\n`) }),
  progress: (asked) => {
    if (asked % 500 === 0) process.stderr.write(`${asked} asked\n`);
  },
});
const report = chaosReport(result);
process.stdout.write(`${report.text}\n`);
process.exitCode = report.kept ? 0 : 1;
