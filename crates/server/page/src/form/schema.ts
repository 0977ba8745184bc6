import type { RJSFSchema } from '@rjsf/utils';
import type { Json } from '../api/types';
import type { Rules } from '../mapper/mapping';

/** The keyword `x-nodewright`: what a form does beyond JSON Schema. */
export interface Marks {
  /** The loader that gives the choices. */
  options?: string;
  /** Parameters whose change makes the choices load again. */
  dependsOn?: string[];
  /** By mode of a resource locator: the list search that gives the choices. */
  search?: Record<string, string>;
  /** The modes whose list search only answers to a text. */
  filterRequired?: string[];
  /** What a resource mapper does with its fields. */
  mapper?: Rules;
  /** An expression may stand for the value. */
  expression?: boolean;
  /** Its fields are added one by one; one that is not there has no value. */
  collection?: boolean;
  /** What a field of a collection starts with. */
  default?: Json;
  /** What the values of `enum` are called, and what they do. */
  choices?: ListedChoice[];
}

/** One of the values to choose from: an entry of `oneOf`, or of the mark `choices`. */
export interface ListedChoice {
  const: Json;
  title?: string;
  description?: string;
  examples?: Json[];
}

export function marks(schema: RJSFSchema): Marks {
  return (schema['x-nodewright'] as Marks | undefined) ?? {};
}

/** The values to choose from, as far as their names are known. */
export function listed(schema: RJSFSchema): ListedChoice[] {
  return (schema.oneOf as ListedChoice[] | undefined) ?? marks(schema).choices ?? [];
}

/** The default, which a field of a collection has as a mark. */
export function defaultOf(schema: RJSFSchema): Json | undefined {
  return (schema.default as Json | undefined) ?? marks(schema).default;
}

export function typeOf(schema: RJSFSchema): string {
  const { type } = schema;
  return (Array.isArray(type) ? type[0] : type) ?? 'string';
}

export function isJsonText(schema: RJSFSchema): boolean {
  return schema.contentMediaType === 'application/json';
}

/** What a field holds that was just added. */
export function initial(schema: RJSFSchema): Json {
  const value = defaultOf(schema);
  if (value !== undefined) return value;
  switch (typeOf(schema)) {
    case 'boolean':
      return false;
    case 'number':
      return 0;
    case 'array':
      return [];
    case 'object':
      return firstRow(schema);
    default:
      return '';
  }
}

/** Rows of a single kind start with one. */
function firstRow(schema: RJSFSchema): Json {
  const [only, ...more] = Object.entries(schema.properties ?? {});
  if (only === undefined || more.length > 0) return {};
  const [name, inner] = only;
  return typeof inner === 'object' && inner.type === 'array' ? { [name]: [{}] } : {};
}
