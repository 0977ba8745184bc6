import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { CredentialProperty, CredentialType } from '../api/types';

/** A credential's fields as a form. */
export function formOf(type: CredentialType): { schema: RJSFSchema; uiSchema: UiSchema } {
  const shown = type.properties.filter((property) => property.type !== 'notice');
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
  const said: RJSFSchema = { title, ...(description && { description }), ...(value !== undefined && value !== '' && { default: value }) };
  switch (property.type) {
    case 'boolean':
    case 'number':
      return { ...said, type: property.type };
    case 'options':
      return { ...said, type: 'string', oneOf: (property.options ?? []).map(({ name, value }) => ({ title: name, const: value })) };
    default:
      return { ...said, type: 'string', ...(property.typeOptions?.password && { format: 'password' }) };
  }
}

function uiOf(property: CredentialProperty): UiSchema {
  return {
    ...(property.type === 'hidden' && { 'ui:widget': 'hidden' }),
    ...(property.placeholder && { 'ui:placeholder': property.placeholder }),
  };
}
