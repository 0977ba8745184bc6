import type { FieldPathList } from '@rjsf/utils';
import { createContext } from 'react';
import type { Json, JsonObject } from '../api/types';

/** The path of the field that stands here, for widgets, which rjsf tells their id only. */
export const FieldPath = createContext<FieldPathList>([]);

/** A path as the server reads it, `rules.rule[0].of`; none where a name would be read as another path. */
export function spelled(path: FieldPathList): string | undefined {
  if (path.length === 0 || path.some((name) => typeof name === 'string' && /[.[\]]/.test(name))) return undefined;
  return path.map((name, depth) => (typeof name === 'number' ? `[${name}]` : depth > 0 ? `.${name}` : name)).join('');
}

/** The value of a parameter that a field names: from the root, or with `&` from the object around the field. */
export function valueFrom(path: FieldPathList, name: string, values: JsonObject): Json | undefined {
  const around = name.startsWith('&') ? path.slice(0, -1) : [];
  const names = name.replace(/^[&/]/, '').match(/[^.[\]]+/g) ?? [];
  let value: Json | undefined = values;
  for (const key of [...around, ...names]) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string | number, Json>)[key];
  }
  return value;
}
