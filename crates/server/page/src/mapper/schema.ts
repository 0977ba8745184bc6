import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { MapperField } from '../api/types';
import { isRequired, isShown, matchable, matches, type Mapping, type Rules } from './mapping';

interface Form {
  schema: RJSFSchema;
  uiSchema: UiSchema;
}

/** Types whose values are strings; any other unknown type is JSON. */
const TEXTS = ['string', 'string-alphanumeric', 'time', 'url', 'jwt'];

/** The name of a field in the form. Ids of elements must hold no blanks. */
export function nameOf(id: string): string {
  return id.replace(/[\s%]/g, encodeURIComponent);
}

/** What is set before the fields themselves. */
export function settingsOf({ schema: fields }: Mapping, rules: Rules): Form {
  const columns = matchable(fields).map(({ id, displayName }) => ({ const: id, title: displayName || id }));
  const column = { type: 'string', oneOf: columns } as RJSFSchema;
  const mode: RJSFSchema = {
    type: 'string',
    title: 'Mapping',
    oneOf: [
      { const: 'defineBelow', title: 'Map each field below' },
      { const: 'autoMapInputData', title: "Take the input's own keys" },
    ],
  };
  const matching: RJSFSchema = {
    title: 'Match on',
    description: 'What is there already is found by these values.',
    ...(rules.multiKeyMatch ? { type: 'array', items: column, uniqueItems: true } : column),
  };
  const properties = {
    ...(rules.supportAutoMap !== false && { mappingMode: mode }),
    ...(matches(rules) && columns.length > 0 && { matchingColumns: matching }),
  };
  return { schema: { type: 'object', properties }, uiSchema: {} };
}

/** The fields that a mapping shows. */
export function fieldsOf(mapping: Mapping, rules: Rules): Form {
  const shown = mapping.schema.filter((field) => isShown(field, mapping));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(shown.map((field) => [nameOf(field.id), schemaOf(field)])),
      required: shown.filter((field) => isRequired(field, mapping, rules)).map((field) => nameOf(field.id)),
    },
    uiSchema: Object.fromEntries(shown.filter(isJson).map((field) => [nameOf(field.id), { 'ui:field': 'parameter' }])),
  };
}

export function schemaOf(field: MapperField): RJSFSchema {
  const said = { title: field.displayName || field.id, 'x-nodewright': { expression: true } };
  switch (field.type) {
    case 'number':
    case 'boolean':
      return { ...said, type: field.type };
    case 'dateTime':
      return { ...said, type: 'string', format: 'date-time' };
    case 'options': {
      const choices = (field.options ?? []).map(({ name, value }) => ({ const: value, title: name }));
      return { ...said, type: 'string', oneOf: choices as RJSFSchema[] };
    }
    default:
      return { ...said, type: isJson(field) ? 'object' : 'string' };
  }
}

function isJson({ type }: MapperField): boolean {
  return !['number', 'boolean', 'dateTime', 'options', ...TEXTS].includes(type ?? 'string');
}
