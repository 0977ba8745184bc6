// Writes src/api/openapi.ts: the types of all that the API takes and answers, out of its OpenAPI document.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const document = JSON.parse(await readFile(here('../../../schemas/openapi.json'), 'utf8'));

const mapped = (members, change) =>
  Object.fromEntries(Object.entries(members).map(([key, value]) => [key, change(value)]));

const object = (properties) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** What an operation takes and answers. */
function operation({ requestBody, responses }) {
  const json = (part) => part?.content?.['application/json']?.schema;
  return object({
    body: json(requestBody) ?? { tsType: 'undefined' },
    answer: json(responses[200]) ?? { tsType: 'void' },
  });
}

/** The same schema in words that the compiler knows: what may be anything is `Json`. */
function readable(schema) {
  if (schema === true) return { tsType: 'Json' };
  if (Array.isArray(schema)) return schema.map(readable);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace('#/components/schemas/', '#/$defs/') };
  const { description, default: _, ...rest } = schema;
  const says = Object.keys(rest);
  const described = (tsType) => ({ ...(description && { description }), tsType });
  if (says.length === 0) return described('Json');
  const isAnyObject =
    rest.type === 'object' && rest.properties === undefined && (rest.additionalProperties ?? true) === true;
  if (isAnyObject) return described('JsonObject');
  return {
    ...schema,
    ...(rest.properties && { properties: mapped(rest.properties, readable) }),
    ...(rest.$defs && { $defs: mapped(rest.$defs, readable) }),
    ...Object.fromEntries(
      ['items', 'additionalProperties', 'oneOf', 'anyOf', 'allOf']
        .filter((key) => rest[key] !== undefined && rest[key] !== false)
        .map((key) => [key, key === 'additionalProperties' && rest[key] === true ? true : readable(rest[key])]),
    ),
  };
}

const schema = readable({
  ...object(mapped(document.paths, (operations) => object(mapped(operations, operation)))),
  description: 'What each route takes and answers.',
  $defs: document.components.schemas,
});
const types = await compile(schema, 'Routes', {
  bannerComment: `/* Written by types.mjs out of schemas/openapi.json; npm run types writes it again. */
import type { Json, JsonObject } from './json';
`,
  additionalProperties: false,
  style: JSON.parse(await readFile(here('.prettierrc'), 'utf8')),
});
// The compiler says of each type that the document names it.
const remarks =
  / \*\n \* This interface was referenced by [^*]*\* via the `definition` "\w+"\.\n| \* This interface was referenced by [^*]*\* via the `definition` "\w+"\.\n/g;
await writeFile(here('src/api/openapi.ts'), types.replace(remarks, '').replaceAll('/**\n */\n', ''));
