import { Validator, type Schema } from '@cfworker/json-schema';
import type { RJSFSchema, ValidatorType } from '@rjsf/utils';

/**
 * Decides the `if`s of a form, which is all that the form asks it: what is wrong with the values says the server, by
 * the rules that the node itself follows. It interprets schemas, so it needs no `eval`, which the page's content
 * security policy forbids and ajv could not do without.
 */
export const conditions: ValidatorType = {
  isValid: (schema, data) => validator(schema).validate(data ?? {}).valid,
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
};

const known = new WeakMap<object, Validator>();

function validator(schema: RJSFSchema): Validator {
  const made = known.get(schema) ?? new Validator(schema as Schema, '2020-12');
  known.set(schema, made);
  return made;
}
