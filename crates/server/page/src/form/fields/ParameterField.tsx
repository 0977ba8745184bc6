import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { JsonEditor } from '../widgets/JsonEditor';

/** A value that has no control of its own, as JSON. */
export function ParameterField({
  fieldPathId,
  formData,
  rawErrors,
  label,
  onChange,
  onBlur,
}: FieldProps & { label?: string }) {
  const [text, setText] = useState(() => (formData === undefined ? '' : JSON.stringify(formData, null, 2)));
  const edit = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next), fieldPathId.path);
    } catch {
      // The editor says that this is no JSON yet; the last value stands.
    }
  };
  return (
    <JsonEditor
      id={fieldPathId.$id}
      value={text}
      {...(label !== undefined && { label })}
      invalid={Boolean(rawErrors?.length)}
      onChange={edit}
      onBlur={() => onBlur(fieldPathId.$id, formData)}
    />
  );
}
