import type { ErrorSchema, RJSFSchema, UiSchema } from '@rjsf/utils';
import type { JsonObject } from '../api/types';
import { conditions } from './conditions';
import { fields } from './fields';
import { PlainForm } from './PlainForm';
import { templates } from './templates';
import { widgets } from './widgets';

interface Props {
  /** What the ids of its fields start with, before the path: `id.collection.name`. */
  id: string;
  schema: RJSFSchema;
  uiSchema: UiSchema;
  values: JsonObject;
  errors: ErrorSchema;
  onChange: (values: JsonObject) => void;
  onLeave?: (field: string) => void;
  onSubmit: () => void;
}

/**
 * A form of react-jsonschema-form. Its values hold what was set; a field that was not shows its default. The server
 * checks them, so the form itself does not.
 */
export function ParameterForm({ id, schema, uiSchema, values, errors, onChange, onLeave, onSubmit }: Props) {
  return (
    <PlainForm
      idPrefix={id}
      idSeparator="."
      schema={schema}
      uiSchema={uiSchema}
      formData={values}
      extraErrors={errors}
      validator={conditions}
      fields={fields}
      widgets={widgets}
      templates={templates}
      experimental_defaultFormStateBehavior={UNTOUCHED}
      noValidate
      noHtml5Validate
      showErrorList={false}
      onChange={({ formData }) => onChange(formData ?? {})}
      onBlur={(field) => onLeave?.(field)}
      onSubmit={onSubmit}
    >
      <></>
    </PlainForm>
  );
}

const UNTOUCHED = { emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'requiredOnly' } } as const;
