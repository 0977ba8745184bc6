import type { FieldPathList } from '@rjsf/utils';
import type { Json, JsonObject } from '../api/types';

/** The value with another one in it; `undefined` takes a key out. */
export function put(value: Json | undefined, [key, ...rest]: FieldPathList, inner: Json | undefined): Json | undefined {
  if (key === undefined) return inner;
  if (typeof key === 'number') {
    const rows = Array.isArray(value) ? value : [];
    return rows.toSpliced(key, 1, put(rows[key], rest, inner) ?? null);
  }
  const fields: JsonObject = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
  const next = put(fields[key], rest, inner);
  if (next !== undefined) return { ...fields, [key]: next };
  const { [key]: _removed, ...others } = fields;
  return others;
}
