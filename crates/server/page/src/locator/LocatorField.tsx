import { ariaDescribedByIds, type FieldProps, type RJSFSchema } from '@rjsf/utils';
import { ExpressionInput } from '../expression/ExpressionInput';
import { isExpression } from '../expression/expression';
import { marks } from '../form/schema';
import { Combobox } from '../options/Combobox';
import { useOrigin } from '../options/source';
import { inMode, locatorOf, modesOf, withChoice, withValue, type Locator } from './locator';

/** A resource: the mode in which it is named, and its name; in a mode with a list, from that list. */
export function LocatorField({ fieldPathId, formData, schema, uiSchema, rawErrors, onChange, onBlur }: FieldProps) {
  const { $id: id, path } = fieldPathId;
  const label = schema.title ?? String(path.at(-1));
  const modes = modesOf(schema as RJSFSchema);
  const locator = locatorOf(formData, schema as RJSFSchema);
  const mode = modes.find((one) => one.name === locator.mode);
  const { dependsOn = [] } = marks(schema as RJSFSchema);
  const origin = useOrigin(path, mode?.search ?? '', dependsOn);
  const store = (next: Locator) => onChange(next, path);
  const type = (text: string) => store(withValue(locator, text));
  const hint = `${id}.hint`;
  const bound = {
    id: `${id}.value`,
    label,
    placeholder: mode?.example ?? uiSchema?.['ui:placeholder'] ?? '',
    describedBy: mode?.hint ? `${hint} ${ariaDescribedByIds(id)}` : ariaDescribedByIds(id),
    invalid: Boolean(rawErrors?.length),
    onBlur: () => onBlur(id, formData),
  };
  return (
    <div className="locator">
      {modes.length > 1 && (
        <select
          id={`${id}.mode`}
          aria-label={`Mode of ${label}`}
          value={locator.mode}
          onChange={(event) => store(inMode(locator, event.target.value, modes))}
        >
          {modes.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      )}
      {isExpression(locator.value) ? (
        <ExpressionInput {...bound} value={locator.value} onChange={type} />
      ) : mode?.search !== undefined ? (
        <Combobox
          {...bound}
          key={locator.mode}
          origin={origin}
          filterRequired={mode.filterRequired ?? false}
          placeholder={bound.placeholder || (mode.filterRequired ? 'Type to search…' : 'Choose or type…')}
          text={locator.cachedResultName ?? String(locator.value ?? '')}
          onType={type}
          onChoose={(choice) => store(withChoice(locator, choice))}
        />
      ) : (
        <input
          type="text"
          id={bound.id}
          autoComplete="off"
          aria-label={label}
          aria-describedby={bound.describedBy}
          aria-invalid={bound.invalid}
          placeholder={bound.placeholder}
          value={String(locator.value ?? '')}
          onChange={(event) => type(event.target.value)}
          onBlur={bound.onBlur}
        />
      )}
      {mode?.hint && (
        <p id={hint} className="field-description">
          {mode.hint}
        </p>
      )}
    </div>
  );
}
