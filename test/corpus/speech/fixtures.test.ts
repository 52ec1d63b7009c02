import { describe, expect, test } from 'vitest';
import { type Fixture, QUOTATION_FIXTURES, REFERENCE_FIXTURES, RETELLING_FIXTURES } from './fixtures.ts';
import { summary } from './read.ts';

const groups: readonly [string, readonly Fixture[]][] = [
  ['quotations', QUOTATION_FIXTURES],
  ['retold speech', RETELLING_FIXTURES],
  ['references to people', REFERENCE_FIXTURES],
];

describe.each(groups)('%s', (_, fixtures) => {
  test.each(fixtures)('$reason', ({ text, expected }) => {
    expect(summary(text)).toEqual(expected);
  });
});
