import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import type { Json } from '../../api/types';
import { listed } from '../schema';

/** One of a fixed list. Values need not be texts, so an option is its place in the list. */
export function Select({ id, value, schema, options, rawErrors, onChange, onBlur }: WidgetProps) {
  const choices = options.enumOptions ?? [];
  const chosen = choices.findIndex((choice) => choice.value === (value ?? schema.default));
  const named = listed(schema as RJSFSchema).find((choice) => choice.const === choices[chosen]?.value);
  const description = named?.description;
  return (
    <>
      <select
        id={id}
        value={chosen}
        aria-describedby={ariaDescribedByIds(id)}
        aria-invalid={Boolean(rawErrors?.length)}
        onChange={(event) => onChange(choices[Number(event.target.value)]?.value)}
        onBlur={() => onBlur(id, value)}
      >
        {chosen < 0 && <option value={-1}>{value ? String(value) : 'Choose…'}</option>}
        {choices.map((choice, index) => (
          <option key={index} value={index}>
            {choice.label}
          </option>
        ))}
      </select>
      {description && <p className="field-note">{description}</p>}
    </>
  );
}

/** Any of a fixed list. */
export function Checkboxes({ id, value, schema, options, label, onChange, onBlur }: WidgetProps) {
  const chosen = ((value ?? schema.default ?? []) as Json[]).slice();
  const toggle = (one: Json, on: boolean) => onChange(on ? [...chosen, one] : chosen.filter((other) => other !== one));
  return (
    <div id={id} role="group" aria-label={label} className="checkboxes" onBlur={() => onBlur(id, value)}>
      {(options.enumOptions ?? []).map((choice, index) => (
        <label key={index}>
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}

export function SelectOrCheckboxes(props: WidgetProps) {
  return props.multiple ? <Checkboxes {...props} /> : <Select {...props} />;
}
