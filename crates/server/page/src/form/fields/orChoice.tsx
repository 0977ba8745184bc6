import type { FieldProps, RJSFSchema } from '@rjsf/utils';
import type { ComponentType } from 'react';

/** The field, or a list where the values are listed: the field of texts draws those of any type. */
export function orChoice(Field: ComponentType<FieldProps>) {
  return function FieldOrChoice(props: FieldProps) {
    const { oneOf, enum: values } = props.schema as RJSFSchema;
    const { StringField } = props.registry.fields;
    return StringField && (oneOf ?? values) ? <StringField {...props} /> : <Field {...props} />;
  };
}
