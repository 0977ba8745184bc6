import type { FieldProps, RJSFSchema } from '@rjsf/utils';
import { ariaDescribedByIds } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { ExpressionInput } from '../../expression/ExpressionInput';
import { isExpression } from '../../expression/expression';
import { marks } from '../schema';

/** The field, or the text of an expression where one stands for its value. */
export function orExpression(Field: ComponentType<FieldProps>) {
  return function FieldOrExpression(props: FieldProps) {
    const { formData, schema, fieldPathId, rawErrors, onChange, onBlur } = props;
    if (!isExpression(formData) || !marks(schema as RJSFSchema).expression) return <Field {...props} />;
    return (
      <ExpressionInput
        id={fieldPathId.$id}
        value={formData}
        describedBy={ariaDescribedByIds(fieldPathId.$id)}
        invalid={Boolean(rawErrors?.length)}
        onChange={(expression) => onChange(expression, fieldPathId.path)}
        onBlur={() => onBlur(fieldPathId.$id, formData)}
      />
    );
  };
}
