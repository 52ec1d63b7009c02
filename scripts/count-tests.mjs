// Prints "N passed, N failed, N skipped" from vitest's JSON report; exits 1 where something failed or nothing ran.
import { existsSync, readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
// Without a report the run ended before it had one: that is a failure, too.
const report = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { success: false, testResults: [] };
const tests = report.testResults.flatMap((file) => file.assertionResults);
const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
// A file that cannot be loaded has no tests to fail; it counts as one.
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
const passed = count('passed');
const failedTests = count('failed') + broken.length;
const outside = !report.success && failedTests === 0;
if (outside) console.log('The run failed outside a test: see above.');
const failed = outside ? 1 : failedTests;
console.log(`${passed} passed, ${failed} failed, ${tests.length - passed - count('failed')} skipped`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
