import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import { isJsonText } from '../schema';
import { JsonEditor } from './JsonEditor';

/** What every input of a widget is given. */
function bound({ id, value, schema, placeholder, rawErrors, onChange, onBlur }: WidgetProps) {
  return {
    id,
    value: String(value ?? schema.default ?? ''),
    placeholder,
    'aria-describedby': ariaDescribedByIds(id),
    'aria-invalid': Boolean(rawErrors?.length),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onBlur: () => onBlur(id, value),
  };
}

export function Line(props: WidgetProps) {
  return <input type="text" autoComplete="off" {...bound(props)} />;
}

export function Lines(props: WidgetProps) {
  const rows = Number(props.options.rows ?? 4);
  if (!isJsonText(props.schema as RJSFSchema)) return <textarea rows={rows} {...bound(props)} />;
  const { id, value, placeholder, rawErrors, onChange, onBlur } = props;
  return (
    <JsonEditor
      id={id}
      value={String(value ?? props.schema.default ?? '')}
      placeholder={placeholder ?? ''}
      invalid={Boolean(rawErrors?.length)}
      onChange={onChange}
      onBlur={() => onBlur(id, value)}
    />
  );
}

export function Password(props: WidgetProps) {
  const [seen, setSeen] = useState(false);
  return (
    <div className="with-button">
      <input type={seen ? 'text' : 'password'} autoComplete="off" spellCheck={false} {...bound(props)} />
      <button type="button" className="quiet" aria-pressed={seen} aria-controls={props.id} onClick={() => setSeen(!seen)}>
        {seen ? 'Hide' : 'Show'}
        <span className="unseen"> {props.label}</span>
      </button>
    </div>
  );
}

export function Moment(props: WidgetProps) {
  return <input type="text" autoComplete="off" {...bound({ ...props, placeholder: props.placeholder || '2024-06-15T12:34:56Z' })} />;
}

export function Color(props: WidgetProps) {
  return <input type="text" autoComplete="off" {...bound({ ...props, placeholder: props.placeholder || '#4f46e5' })} />;
}
