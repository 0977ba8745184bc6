import { ariaDescribedByIds, type FieldProps } from '@rjsf/utils';

/** A yes or no. */
export function SwitchField({ fieldPathId, formData, schema, rawErrors, onChange, onBlur }: FieldProps) {
  const on = Boolean(formData ?? schema.default ?? false);
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      id={fieldPathId.$id}
      checked={on}
      aria-describedby={ariaDescribedByIds(fieldPathId.$id)}
      aria-invalid={Boolean(rawErrors?.length)}
      onChange={(event) => onChange(event.target.checked, fieldPathId.path)}
      onBlur={() => onBlur(fieldPathId.$id, on)}
    />
  );
}
