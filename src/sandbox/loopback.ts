const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request comes from this machine's own pages and programs. A page from elsewhere names its own Origin;
 * one that makes its name point here (DNS rebinding) names its own Host.
 */
export function isLocal(headers: { host?: string | undefined; origin?: string | undefined }): boolean {
  const named = [`http://${headers.host ?? ''}`, ...(headers.origin === undefined ? [] : [headers.origin])];
  return named.every((address) => LOOPBACK_NAMES.has(hostName(address)));
}

function hostName(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}
