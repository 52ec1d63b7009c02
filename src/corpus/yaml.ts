import type { Document } from 'yaml';

export type YamlValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly message: string };

/** Aliases that a document may resolve: past this, few lines can stand for gigabytes ("billion laughs"). */
const MAX_ALIASES = 100;

/** The plain value of a YAML document without syntax errors. Its aliases are looked up only here, and can still be wrong. */
export function yamlValue(yaml: Document.Parsed): YamlValue {
  try {
    return { kind: 'value', value: yaml.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { kind: 'problem', message: `is not YAML: ${error.message}` };
  }
}
