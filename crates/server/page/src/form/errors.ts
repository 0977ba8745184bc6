import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import type { Json, JsonObject } from '../api/types';

import { nameOf } from '../mapper/schema';
import { marks } from './schema';

export type Issues = Record<string, string[]>;
type Path = (string | number)[];

/** Issues, which name parameters, put where the form shows them. */
export function errorsOf(issues: Issues, schema: RJSFSchema, values: JsonObject): ErrorSchema {
  const errors: Tree = {};
  for (const [name, messages] of Object.entries(issues)) {
    for (const path of placesOf(name, schema, values)) put(errors, path, messages);
  }
  return errors as ErrorSchema;
}

interface Tree {
  [key: string]: Tree | string[];
}

/** The parameter itself, the field of a resource mapper, or the empty fields of that name inside of collections. */
export function placesOf(name: string, schema: RJSFSchema, values: JsonObject): Path[] {
  const fields = declared(schema);
  if (fields.some(([own]) => own === name)) return [[name]];
  const mapper = fields.find(([own, field]) => marks(field).mapper !== undefined && name.startsWith(`${own}.`));
  if (mapper) return [[mapper[0], 'value', nameOf(name.slice(mapper[0].length + 1))]];
  return inside(name, schema, values)
    .filter(([, value]) => isEmpty(value))
    .map(([path]) => path);
}

function isEmpty(value: Json | undefined): boolean {
  const inner =
    value !== null && typeof value === 'object' && '__rl' in value ? value['__rl'] && value['value'] : value;
  return inner === undefined || inner === '' || inner === null;
}

function inside(name: string, schema: RJSFSchema, value: Json | undefined): [Path, Json | undefined][] {
  if (Array.isArray(value)) {
    const rows = value.map((row, index) => under(index, inside(name, object(schema.items), row)));
    return rows.flat();
  }
  if (value === null || typeof value !== 'object') return [];
  return declared(schema).flatMap(([own, field]): [Path, Json | undefined][] => {
    if (own === name) return [[[own], value[own]]];
    return under(own, inside(name, field, value[own]));
  });
}

function under(key: string | number, found: [Path, Json | undefined][]): [Path, Json | undefined][] {
  return found.map(([path, value]) => [[key, ...path], value]);
}

/** The fields of an object, also those that depend on others. */
function declared(schema: RJSFSchema): [string, RJSFSchema][] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]): [string, RJSFSchema] => [
    name,
    object(field),
  ]);
  const branches = [...(schema.allOf ?? []), schema.then, schema.else].map(object);
  return [...own, ...branches.flatMap((branch) => (Object.keys(branch).length > 0 ? declared(branch) : []))];
}

function object(schema: unknown): RJSFSchema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? schema : {};
}

function put(errors: Tree, path: Path, messages: string[]): void {
  let tree = errors;
  for (const key of path) {
    const inner = (tree[key] ?? {}) as Tree;
    tree[key] = inner;
    tree = inner;
  }
  tree['__errors'] = messages;
}
