import getDefaultRegistry from '@rjsf/core/lib/getDefaultRegistry.js';
import type { FieldProps, RJSFSchema } from '@rjsf/utils';
import { createContext, useId, useMemo } from 'react';
import type { JsonObject } from '../../api/types';
import { initial, marks } from '../schema';

const { ObjectField } = getDefaultRegistry().fields;

interface Removal {
  path: string;
  remove: (name: string) => void;
  /** Whether a field has to stay. */
  keeps?: (name: string) => boolean;
}

/** The collection around a field, which can take it out again. */
export const Collection = createContext<Removal | undefined>(undefined);

/** An object; of a collection only the fields that were added, and a way to add the others. */
export function CollectionField(props: FieldProps) {
  const all = (props.schema as RJSFSchema).properties ?? {};
  const { formData, fieldPathId, onChange } = props;
  const path = fieldPathId.path;
  const collection = useMemo(() => {
    const remove = (name: string) => {
      const { [name]: _removed, ...rest } = (formData ?? {}) as JsonObject;
      onChange(rest, path);
    };
    return { path: path.join('.'), remove };
  }, [formData, onChange, path]);
  if (!ObjectField) return null;
  if (!marks(props.schema as RJSFSchema).collection) return <ObjectField {...props} />;

  const values = (formData ?? {}) as JsonObject;
  const there = Object.fromEntries(Object.entries(all).filter(([name]) => name in values));
  const missing = Object.entries(all).filter(([name]) => !(name in values)) as [string, RJSFSchema][];
  const add = (name: string) => onChange({ ...values, [name]: initial((all[name] ?? {}) as RJSFSchema) }, path);
  return (
    <Collection value={collection}>
      {Object.keys(there).length > 0 && (
        <ObjectField {...props} schema={{ ...props.schema, properties: there, required: [] }} />
      )}
      {missing.length > 0 && <Adder of={props.schema.title ?? props.name} fields={missing} onAdd={add} />}
    </Collection>
  );
}

/** A way to add one of the fields that are not there. */
export function Adder({
  of,
  fields,
  onAdd,
}: {
  of: string;
  fields: [string, RJSFSchema][];
  onAdd: (name: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="unseen">{`Add to ${of}`}</label>
      <select id={id} className="adder" value="" onChange={(event) => event.target.value && onAdd(event.target.value)}>
        <option value="">+ Add…</option>
        {fields.map(([name, schema]) => (
          <option key={name} value={name}>
            {schema.title ?? name}
          </option>
        ))}
      </select>
    </>
  );
}
