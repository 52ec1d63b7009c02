import { startSandbox } from '/work/w-scale/src/sandbox/server.ts';
const s = await startSandbox({ rateLimits: false, recordLimit: 10 });
console.log(JSON.stringify({ api: s.api, token: s.token }));
