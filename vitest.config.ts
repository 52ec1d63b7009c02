import { defineConfig } from 'vitest/config';

// Where the run's counts go as JSON, for the summary of .ci/run.
const { TEST_REPORT } = process.env;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 20_000,
    ...(TEST_REPORT && { reporters: ['default', ['json', { outputFile: TEST_REPORT }]] }),
  },
});
