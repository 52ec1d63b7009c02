import { beforeAll, describe, expect, test } from 'vitest';
import { type ChaosResult, runChaos } from '../../bench/chaos/chaos.ts';
import { KINDS } from '../../bench/chaos/ledger.ts';
import { bundle } from '../program.ts';

/**
 * The reliability run in small: the real program, killed once in the middle, against a Discord where much goes wrong.
 * What depends on the machine's speed (how many answers come too late or are refused while a channel is closed, how
 * memory moves) is measured by `npm run chaos` and not asserted here.
 */
describe('while sockets drop, sessions end, requests fail and sources change', () => {
  let result: ChaosResult;
  beforeAll(async () => {
    const program = await bundle();
    result = await runChaos({
      seed: 8,
      questions: 240,
      servers: 6,
      members: 40,
      pace: 5,
      pause: [400, 1_200],
      rateLimits: false,
      environment: { COOLDOWN_USER: '30/20' },
      kill: true,
      program: [program.main],
    });
    await program.remove();
  }, 180_000);

  test('every question that was delivered is answered once, or its refusal is told', () => {
    expect(result.broken).toEqual([]);
    for (const kind of KINDS) expect(result.verdicts[kind].once).toBeGreaterThan(0);
  });

  test('mentions that came while the bot was dead are answered, none twice', () => {
    expect(result.restart?.missed).toBeGreaterThan(5);
    expect(result.restart?.answered).toBe(result.restart?.missed);
  });

  test('the program does not end, and no rejection is left alone', () => {
    // Together, so that a failure shows which it was.
    const { exits, unhandled, other } = result;
    const warnings = other.filter((line) => /MaxListenersExceeded|UnhandledPromise/.test(line));
    expect({ exits, unhandled, warnings }, other.join('\n')).toEqual({
      exits: 0,
      unhandled: 0,
      warnings: [],
    });
  });

  test('the token is nowhere in the log or in what Discord was sent', () => {
    expect(result.secretsSeen).toBe(0);
  });

  test("every request is as Discord's description says", () => {
    expect(result.openapiViolations).toEqual([]);
  });
});
