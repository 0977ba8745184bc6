import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Choice } from '../api/openapi';
import type { CredentialProperty, CredentialType } from '../api/types';

/** A credential's fields as a form. */
export function formOf(type: CredentialType): { schema: RJSFSchema; uiSchema: UiSchema } {
  const shown = (type.properties ?? []).filter((property) => property.type !== 'notice');
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(shown.map((property) => [property.name, schemaOf(property)])),
      required: shown.filter((property) => property.required).map((property) => property.name),
    },
    uiSchema: Object.fromEntries(shown.map((property) => [property.name, uiOf(property)])),
  };
}

function schemaOf(property: CredentialProperty): RJSFSchema {
  const { displayName: title, description, default: value } = property;
  const said: RJSFSchema = {
    title,
    ...(description && { description }),
    ...(value !== undefined && value !== '' && { default: value }),
  };
  switch (property.type) {
    case 'boolean':
    case 'number':
      return { ...said, type: property.type };
    case 'options':
      return {
        ...said,
        type: 'string',
        oneOf: choicesOf(property).map(({ name, value }) => ({ title: name, const: value }) as RJSFSchema),
      };
    default:
      return { ...said, type: 'string', ...(property.typeOptions?.password && { format: 'password' }) };
  }
}

/** What a field of the type `options` offers; other types have fields of their own there. */
function choicesOf({ options }: CredentialProperty): Choice[] {
  return (options ?? []).filter((option): option is Choice => 'value' in option);
}

function uiOf(property: CredentialProperty): UiSchema {
  return {
    ...(property.type === 'hidden' && { 'ui:widget': 'hidden' }),
    ...(property.placeholder && { 'ui:placeholder': property.placeholder }),
  };
}
