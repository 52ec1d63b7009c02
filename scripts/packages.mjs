// npm run packages: every package of the lock file has a licence that may be used, comes with a checksum, and needs no
// install script; what the project names itself is pinned. Known vulnerabilities are asked of the registry where it
// tells of them.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** SPDX names of licences that ask for no more than to be named. MPL-2.0 reaches only its own files. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);
/** Package → its licence, where the package words it otherwise than SPDX. */
const READ_BY_A_PERSON = { 'discord-markdown-parser': 'Apache-2.0' };
/** Packages that would like to run something on installation and work without. */
const WORK_WITHOUT_SCRIPT = new Set(['esbuild', 'fsevents']);

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const problems = [];

for (const [path, { version, license, hasInstallScript, integrity, link }] of Object.entries(packages)) {
  if (path === '' || link) continue;
  const name = path.replace(/^.*node_modules\//, '');
  const licence = READ_BY_A_PERSON[name] ?? license;
  if (!isAllowed(licence)) problems.push(`${name} ${version} has the licence ${JSON.stringify(licence)}`);
  if (!integrity) problems.push(`${name} ${version} has no checksum in the lock file`);
  if (hasInstallScript && !WORK_WITHOUT_SCRIPT.has(name))
    problems.push(`${name} ${version} runs a script on installation`);
}
for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
  if (!/^\d+\.\d+\.\d+(?:-[\w.]{1,40})?$/.test(version)) problems.push(`${name} is not pinned: ${version}`);
if (!/^ignore-scripts=true$/m.test(readFileSync('.npmrc', 'utf8')))
  problems.push('.npmrc lets packages run scripts on installation');

const audit = await knownVulnerabilities();
problems.push(...(audit ?? []));
for (const problem of problems) console.error(problem);
const count = Object.keys(packages).length - 1;
const audited = audit === null ? 'npm audit skipped: the registry does not serve it' : 'npm audit clean';
if (problems.length === 0)
  console.log(`${count} packages: licences, checksums and scripts as they should be; ${audited}`);
else process.exitCode = 1;

/** SPDX expression: one of alternatives is enough, of joined licences all are needed. */
function isAllowed(expression) {
  if (typeof expression !== 'string') return false;
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((all) => all.split(' AND ').every((one) => ALLOWED.has(one.trim())));
}

/** What npm audit finds in what the bot runs with, or null where the registry does not serve it. */
async function knownVulnerabilities() {
  let text;
  try {
    text = (await promisify(execFile)('npm', ['audit', '--omit=dev', '--json'], { timeout: 60_000 })).stdout;
  } catch (error) {
    text = error.stdout ?? '';
  }
  try {
    const { vulnerabilities } = JSON.parse(text);
    if (!vulnerabilities) return null;
    return Object.values(vulnerabilities)
      .filter(({ severity }) => severity !== 'info' && severity !== 'low')
      .map(({ name, severity, range }) => `${name} ${range}: known vulnerability (${severity})`);
  } catch {
    return null;
  }
}
