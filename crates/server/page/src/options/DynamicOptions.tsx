import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { use, useState } from 'react';
import type { Json } from '../api/types';
import { FieldPath } from '../form/path';
import { marks, typeOf } from '../form/schema';
import { Combobox } from './Combobox';
import { useOrigin } from './source';

/** A value, or several, with the choices that a loader gives. */
export function DynamicOptions(props: WidgetProps) {
  return typeOf(props.schema as RJSFSchema) === 'array' ? <Several {...props} /> : <One {...props} />;
}

function useBound({ id, schema, placeholder, rawErrors, value, onBlur }: WidgetProps) {
  const { options = '', dependsOn = [] } = marks(schema as RJSFSchema);
  return {
    id,
    origin: useOrigin(use(FieldPath), options, dependsOn),
    placeholder: placeholder || 'Choose or type…',
    describedBy: ariaDescribedByIds(id),
    invalid: Boolean(rawErrors?.length),
    onBlur: () => onBlur(id, value),
  };
}

function One(props: WidgetProps) {
  const { value, schema, onChange } = props;
  return (
    <Combobox
      {...useBound(props)}
      text={String(value ?? schema.default ?? '')}
      onType={onChange}
      onChoose={(choice) => onChange(choice.value)}
    />
  );
}

function Several(props: WidgetProps) {
  const { value, label, onChange } = props;
  const [text, setText] = useState('');
  const chosen = (value ?? []) as Json[];
  const add = (one: Json) => {
    if (one !== '' && !chosen.includes(one)) onChange([...chosen, one]);
    setText('');
  };
  return (
    <>
      {chosen.length > 0 && (
        <ul className="chips" aria-label={label}>
          {chosen.map((one, index) => (
            <li key={index}>
              {String(one)}
              <button
                type="button"
                className="quiet"
                aria-label={`Remove ${String(one)}`}
                onClick={() => onChange(chosen.toSpliced(index, 1))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        {...useBound(props)}
        text={text}
        onType={setText}
        onChoose={(choice) => add(choice.value)}
        onEnter={() => add(text.trim())}
      />
    </>
  );
}
