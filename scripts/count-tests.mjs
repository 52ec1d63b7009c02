// Prints "N passed, N failed, N skipped" from vitest's JSON report; exits 1 where something failed or nothing ran.
import { readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8'));
const tests = report.testResults.flatMap((file) => file.assertionResults);
const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
// A file that cannot be loaded has no tests to fail; it counts as one.
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
const passed = count('passed');
const failed = count('failed') + broken.length;
if (!report.success && failed === 0) console.log('The run failed outside a test: see above.');
console.log(`${passed} passed, ${failed} failed, ${tests.length - passed - count('failed')} skipped`);
process.exitCode = report.success && failed === 0 && passed > 0 ? 0 : 1;
