import { toFieldPathId, type FieldPathList, type FieldProps, type RJSFSchema } from '@rjsf/utils';
import { useEffect, useMemo } from 'react';
import type { Json } from '../api/types';
import { Adder, Collection } from '../form/fields/CollectionField';
import { ParameterField } from '../form/fields/ParameterField';
import { marks } from '../form/schema';
import { useOrigin } from '../options/source';
import { absent, isRequired, mappingOf, withAdded, withFields, withRemoved, type Mapping } from './mapping';
import { fieldsOf, nameOf, schemaOf, settingsOf } from './schema';
import { useFields } from './useFields';

/** A value for each of the fields that the service has; as JSON where it cannot tell them. */
export function MapperField(props: FieldProps) {
  const { fieldPathId, formData, schema, onChange } = props;
  const { path } = fieldPathId;
  const { mapper: rules = {}, dependsOn = [] } = marks(schema as RJSFSchema);
  const { value: loaded, problem, again } = useFields(useOrigin(path, rules.resourceMapperMethod ?? '', dependsOn));
  const mapping = useMemo(() => {
    const stored = mappingOf(formData, schema.default as Json | undefined);
    return loaded && withFields(stored, loaded.fields, rules);
  }, [formData, schema, loaded, rules]);
  const unlike = mapping !== undefined && JSON.stringify(mapping) !== JSON.stringify(formData);
  useEffect(() => {
    // The node reads the fields from its parameter, so they are stored as soon as they are known.
    if (unlike) onChange(mapping, path);
  }, [unlike, mapping]);

  if (problem) {
    return (
      <>
        <div className="mapper-problem">
          <output>The fields could not be loaded: {problem.message}. JSON works too.</output>
          <button type="button" className="quiet" onClick={again}>
            Load again
          </button>
        </div>
        <ParameterField {...props} label={schema.title ?? props.name} />
      </>
    );
  }
  if (!mapping) return <p className="empty">Loading the fields…</p>;
  if (mapping.schema.length === 0)
    return <p className="empty">{loaded?.emptyFieldsNotice ?? 'There are no fields.'}</p>;
  return <MappedFields {...props} mapping={mapping} />;
}

function MappedFields({ mapping, ...props }: FieldProps & { mapping: Mapping }) {
  const { fieldPathId, schema, registry, errorSchema, onChange } = props;
  const { ObjectField } = registry.fields;
  const { path } = fieldPathId;
  const { mapper: rules = {} } = marks(schema as RJSFSchema);
  const store = (next: Mapping) => onChange(next as unknown as Json, path);
  const settings = settingsOf(mapping, rules);
  const fields = fieldsOf(mapping, rules);
  const ids = new Map(mapping.schema.map((field) => [nameOf(field.id), field.id]));
  const values = Object.fromEntries(Object.entries(mapping.value ?? {}).map(([id, value]) => [nameOf(id), value]));
  // A field that has not changed keeps an older one of these, so it builds on nothing that may have changed since.
  const set = (value: Json | undefined, at: FieldPathList) => {
    const [name, ...rest] = at.slice(path.length);
    if (name === 'matchingColumns') return onChange([value ?? []].flat(), [...path, name]);
    if (name !== 'value') return onChange(value, at);
    const [field = '', ...inside] = rest;
    onChange(value, [...path, name, ids.get(String(field)) ?? field, ...inside]);
  };
  const collection = {
    path: [...path, 'value'].join('.'),
    remove: (name: string) => store(withRemoved(mapping, ids.get(name) ?? name)),
    keeps: (name: string) =>
      mapping.schema.some((field) => nameOf(field.id) === name && isRequired(field, mapping, rules)),
  };
  if (!ObjectField) return null;
  const matchingColumns = rules.multiKeyMatch ? mapping.matchingColumns : mapping.matchingColumns[0];
  const missing = absent(mapping).map((field): [string, RJSFSchema] => [field.id, schemaOf(field)]);
  return (
    <div className="mapper">
      {Object.keys(settings.schema.properties ?? {}).length > 0 && (
        <ObjectField
          {...props}
          {...settings}
          formData={{ mappingMode: mapping.mappingMode, matchingColumns }}
          onChange={set}
        />
      )}
      {mapping.mappingMode === 'defineBelow' && (
        <Collection value={collection}>
          <ObjectField
            {...props}
            {...fields}
            fieldPathId={toFieldPathId('value', registry.globalFormOptions, fieldPathId)}
            formData={values}
            errorSchema={errorSchema?.['value']}
            onChange={set}
          />
          {missing.length > 0 && (
            <Adder of={schema.title ?? props.name} fields={missing} onAdd={(id) => store(withAdded(mapping, id))} />
          )}
        </Collection>
      )}
    </div>
  );
}
