import type { FieldTemplateProps, RJSFSchema } from '@rjsf/utils';
import type { Json } from '../../api/types';
import { isExpression, toExpression, toFixed } from '../../expression/expression';
import { marks, typeOf } from '../schema';

/** Changes between a fixed value and an expression. */
export function ExpressionToggle({ field }: { field: FieldTemplateProps }) {
  const { label, formData, fieldPathId, onChange } = field;
  const schema = field.schema as RJSFSchema;
  if (!marks(schema).expression) return null;
  const on = isExpression(formData);
  const toggle = () => {
    const value = on ? toFixed(formData, typeOf(schema)) : toExpression((formData ?? schema.default) as Json | undefined);
    onChange(value, fieldPathId.path);
  };
  return (
    <button
      type="button"
      className="expression-toggle"
      aria-pressed={on}
      aria-label={`Expression for ${label}`}
      title={on ? 'Back to a fixed value' : 'Use an expression'}
      onClick={toggle}
    />
  );
}
