import type { FieldTemplateProps, RJSFSchema } from '@rjsf/utils';
import type { Json } from '../../api/types';
import { isExpression, toExpression, toFixed } from '../../expression/expression';
import { isLocator, locatorOf, withValue } from '../../locator/locator';
import { marks, typeOf } from '../schema';

/** Changes between a fixed value and an expression. */
export function ExpressionToggle({ field }: { field: FieldTemplateProps }) {
  const { label, formData, fieldPathId, onChange } = field;
  const schema = field.schema as RJSFSchema;
  if (!marks(schema).expression) return null;
  // A locator keeps its mode: its expression stands for the name of the resource.
  const locator = isLocator(schema) ? locatorOf(formData, schema) : undefined;
  const value = locator ? locator.value : ((formData ?? schema.default) as Json | undefined);
  const on = isExpression(locator ? value : formData);
  const toggle = () => {
    const next = on ? toFixed(String(value), locator ? 'string' : typeOf(schema)) : toExpression(value);
    onChange(locator ? withValue(locator, next ?? '') : next, fieldPathId.path);
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
