import type { RJSFSchema } from '@rjsf/utils';
import type { Choice, Json } from '../api/types';
import { defaultOf, listed, marks } from '../form/schema';

/** A resource, named in one of several modes: n8n's `INodeParameterResourceLocator`. */
export type Locator = {
  __rl: true;
  mode: string;
  value: Json;
  /** What the resource is called, and where people find it; known of one that was chosen from a list. */
  cachedResultName?: string;
  cachedResultUrl?: string;
};

/** A way to name the resource. */
export interface Mode {
  name: string;
  title: string;
  /** What people are told of it. */
  hint?: string;
  /** What a value looks like. */
  example?: string;
  /** The list search that gives its choices. */
  search?: string;
  /** Whether that search only answers to a text. */
  filterRequired?: boolean;
}

export function isLocator(schema: RJSFSchema): boolean {
  return schema.properties?.['__rl'] !== undefined;
}

export function modesOf(schema: RJSFSchema): Mode[] {
  const mode = modeSchema(schema);
  const { search = {}, filterRequired = [] } = marks(mode);
  return listed(mode).map(({ const: value, title, description, examples }) => {
    const name = String(value);
    return {
      name,
      title: title ?? name,
      ...(description !== undefined && { hint: description }),
      ...(examples !== undefined && { example: String(examples[0]) }),
      ...(search[name] !== undefined && { search: search[name], filterRequired: filterRequired.includes(name) }),
    };
  });
}

/** What a field shows: the value that is set, or the default. A bare value is one in the default mode. */
export function locatorOf(value: Json | undefined, schema: RJSFSchema): Locator {
  const mode = String(defaultOf(modeSchema(schema)) ?? modesOf(schema)[0]?.name ?? 'id');
  const given = value ?? defaultOf(schema) ?? '';
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { __rl: true, mode, value: given };
  return { mode, value: '', ...given, __rl: true };
}

/** The same resource in another mode, as far as n8n carries it over. */
export function inMode(locator: Locator, mode: string, modes: Mode[]): Locator {
  const { value, cachedResultUrl } = locator;
  if (mode === 'url' && cachedResultUrl) return withValue({ ...locator, mode }, cachedResultUrl);
  const fromList = modes.some((one) => one.name === locator.mode && one.search !== undefined);
  return withValue({ ...locator, mode }, mode === 'id' && fromList ? value : '');
}

/** Another value, of whose resource nothing is known. */
export function withValue({ mode }: Locator, value: Json): Locator {
  return { __rl: true, mode, value };
}

export function withChoice(locator: Locator, { name, value, url }: Choice): Locator {
  return { ...withValue(locator, value), cachedResultName: name, ...(url != null && { cachedResultUrl: url }) };
}

function modeSchema(schema: RJSFSchema): RJSFSchema {
  return (schema.properties?.['mode'] ?? {}) as RJSFSchema;
}
