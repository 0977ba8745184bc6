import type { Json, JsonObject, MapperField } from '../api/types';

/** What a resource mapper does with its fields: n8n's `typeOptions.resourceMapper`. */
export interface Rules {
  /** `add`, `update`, `upsert` or `map`. */
  mode?: string;
  resourceMapperMethod?: string;
  /** Whether items are matched by more than one column. */
  multiKeyMatch?: boolean;
  /** Whether the input's own keys may be taken for the columns; yes where it is left out. */
  supportAutoMap?: boolean;
  fieldWords?: { singular: string; plural: string };
}

/** The value of a resource mapper: n8n's `ResourceMapperValue`. */
export type Mapping = {
  mappingMode: string;
  value: JsonObject | null;
  matchingColumns: string[];
  schema: MapperField[];
};

/** What is stored, or else the default. */
export function mappingOf(stored: Json | undefined, byDefault: Json | undefined): Mapping {
  const empty = { mappingMode: 'defineBelow', value: null, matchingColumns: [], schema: [] };
  return { ...empty, ...objectOf(byDefault), ...objectOf(stored) };
}

/** The mapping onto the fields that there are now: which of them are left out, and what was mapped, stays. */
export function withFields(mapping: Mapping, fields: MapperField[], rules: Rules): Mapping {
  const known = new Map(mapping.schema.map((field) => [field.id, field]));
  const schema = fields.map((field) => {
    const removed = known.get(field.id)?.removed ?? field.removed;
    return removed === undefined ? field : { ...field, removed };
  });
  const value = Object.entries(mapping.value ?? {}).filter(([id]) => fields.some((field) => field.id === id));
  const fresh = schema.filter((field) => !known.has(field.id) && !field.removed && !field.readOnly && field.display);
  const given = fresh.flatMap((field) => Object.entries(start(field)));
  const candidates = matchable(schema).map((field) => field.id);
  const chosen = mapping.matchingColumns.filter((id) => candidates.includes(id));
  const byDefault = schema.filter((field) => field.defaultMatch && candidates.includes(field.id));
  const matching = known.size === 0 && chosen.length === 0 ? byDefault.map((field) => field.id) : chosen;
  return {
    ...mapping,
    value: Object.fromEntries([...given, ...value]),
    matchingColumns: matches(rules) ? (rules.multiKeyMatch ? matching : matching.slice(0, 1)) : [],
    schema,
  };
}

/** Whether items are matched to what is there already. */
export function matches({ mode }: Rules): boolean {
  return mode === 'update' || mode === 'upsert';
}

export function matchable(fields: MapperField[]): MapperField[] {
  return fields.filter((field) => field.display && (field.canBeUsedToMatch || field.defaultMatch));
}

/** Whether a form shows it; a read-only column is only there to match on. */
export function isShown(field: MapperField, { matchingColumns }: Mapping): boolean {
  const matching = matchingColumns.includes(field.id);
  return field.display && (matching || !(field.removed || field.readOnly));
}

export function isRequired(field: MapperField, { matchingColumns }: Mapping, { mode }: Rules): boolean {
  return matchingColumns.includes(field.id) || (field.required && mode !== 'update');
}

/** Those that can be added. */
export function absent(mapping: Mapping): MapperField[] {
  return mapping.schema.filter((field) => field.display && !field.readOnly && !isShown(field, mapping));
}

export function withAdded(mapping: Mapping, id: string): Mapping {
  const schema = mapping.schema.map((field) => (field.id === id ? { ...field, removed: false } : field));
  const added = schema.filter((field) => field.id === id).map(start);
  return { ...mapping, schema, value: Object.assign({}, ...added, mapping.value) };
}

export function withRemoved(mapping: Mapping, id: string): Mapping {
  const schema = mapping.schema.map((field) => (field.id === id ? { ...field, removed: true } : field));
  const { [id]: _removed, ...value } = mapping.value ?? {};
  return { ...mapping, schema, value };
}

/** What a field holds that was not there before: a switch shows its value from the start, the others may be empty. */
function start({ id, type, defaultValue }: MapperField): JsonObject {
  if (defaultValue !== undefined && defaultValue !== null) return { [id]: defaultValue };
  return type === 'boolean' ? { [id]: false } : {};
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
