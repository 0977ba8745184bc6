import { ariaDescribedByIds, type FieldProps } from '@rjsf/utils';
import { useState } from 'react';

/** A number. What is being typed need not be one yet; left empty, it is as by default. */
export function NumberField({ fieldPathId, formData, schema, uiSchema, rawErrors, onChange, onBlur }: FieldProps) {
  const [typed, setTyped] = useState<string>();
  const value = formData ?? schema.default;
  const type = (text: string) => {
    setTyped(text);
    const number = text === '' ? undefined : Number(text);
    if (number === undefined || Number.isFinite(number)) onChange(number, fieldPathId.path);
  };
  return (
    <input
      type="number"
      id={fieldPathId.$id}
      value={typed ?? String(value ?? '')}
      step="any"
      min={schema.minimum}
      max={schema.maximum}
      placeholder={uiSchema?.['ui:placeholder'] ?? ''}
      aria-describedby={ariaDescribedByIds(fieldPathId.$id)}
      aria-invalid={Boolean(rawErrors?.length)}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        setTyped(undefined);
        onBlur(fieldPathId.$id, value);
      }}
    />
  );
}
