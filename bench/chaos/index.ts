import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';
import { chaosReport } from './report.ts';
import { runSoak, soakReport } from './soak.ts';

/** `npm run chaos -- [--seed N] [--questions N] [--trace]`, or `--soak [--events N]`: the reliability run at its full size. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    questions: { type: 'string', default: '10000' },
    soak: { type: 'boolean', default: false },
    events: { type: 'string', default: '200000' },
    trace: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const program = ['dist/main.js'];
const say = (line: string) => process.stderr.write(`${line}\n`);
const report = values.soak
  ? soakReport(
      await runSoak({
        seed,
        events: Number(values.events),
        program,
        progress: (events) => say(`${events} events`),
      }),
    )
  : chaosReport(
      await runChaos({
        seed,
        questions: Number(values.questions),
        servers: 50,
        members: 200,
        pace: 30,
        pause: [1_500, 5_000],
        rateLimits: true,
        kill: true,
        program,
        progress: (asked) => asked % 500 === 0 && say(`${asked} asked`),
        ...(values.trace && { trace: say }),
      }),
    );
process.stdout.write(`${report.text}\n`);
process.exitCode = report.kept ? 0 : 1;
