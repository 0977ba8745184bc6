import {
  ariaDescribedByIds,
  descriptionId,
  errorId,
  helpId,
  type FieldTemplateProps,
  type RJSFSchema,
} from '@rjsf/utils';
import { use, type ReactNode } from 'react';
import { isExpression } from '../../expression/expression';
import { Collection } from '../fields/CollectionField';
import { FieldPath } from '../path';
import { marks, typeOf } from '../schema';
import { ExpressionToggle } from './ExpressionToggle';

/** A field, which tells what is in it where it stands. */
export function FieldTemplate(props: FieldTemplateProps) {
  return (
    <FieldPath value={props.fieldPathId.path}>
      <Field {...props} />
    </FieldPath>
  );
}

/** A field's name, its control, what it means and what is wrong with it. */
function Field(props: FieldTemplateProps) {
  const { id, label, required, hidden, children, fieldPathId } = props;
  const { path } = fieldPathId;
  const collection = use(Collection);
  if (hidden) return <div hidden>{children}</div>;
  const name = path.at(-1);
  const group = isGroup(props);
  if (name === undefined) return children;
  if (typeof name === 'number')
    return group ? (
      children
    ) : (
      <Unnamed id={id} label={`Row ${name + 1}`}>
        {children}
      </Unnamed>
    );
  const inline = isSwitch(props);
  const inCollection = collection !== undefined && collection.path === path.slice(0, -1).join('.');
  const removable = inCollection && !collection.keeps?.(String(name));
  const remove = removable ? () => collection.remove(String(name)) : undefined;
  const title = (
    <>
      {label}
      {required && (
        <span className="required" aria-hidden="true">
          {' '}
          *
        </span>
      )}
    </>
  );
  return (
    <div
      className={`field field-${inline ? 'inline' : group ? 'group' : 'plain'}${props.rawErrors?.length ? ' field-wrong' : ''}`}
      data-parameter={path.join('.')}
      {...(group && { role: 'group', 'aria-labelledby': `${id}__label`, 'aria-describedby': ariaDescribedByIds(id) })}
    >
      <div className="field-head">
        {group ? (
          <span id={`${id}__label`} className="label">
            {title}
          </span>
        ) : (
          <label htmlFor={id} className="label">
            {title}
          </label>
        )}
        <code className="parameter-name">{name}</code>
        <span className="field-tools">
          <ExpressionToggle field={props} />
          {remove && <RemoveButton label={label} onRemove={remove} />}
        </span>
      </div>
      <div className="field-control">{children}</div>
      <Notes field={props} />
    </div>
  );
}

/** A value in a list, whose row has a number only. */
function Unnamed({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <>
      <label htmlFor={id} className="unseen">
        {label}
      </label>
      {children}
    </>
  );
}

function isSwitch({ schema, formData }: FieldTemplateProps): boolean {
  return typeOf(schema as RJSFSchema) === 'boolean' && schema.oneOf === undefined && !isExpression(formData);
}

/** A field whose control is a group of controls, and so no target of a label. */
function isGroup({ schema, uiSchema, formData }: FieldTemplateProps): boolean {
  if (isExpression(formData)) return false;
  const type = typeOf(schema as RJSFSchema);
  const widget: unknown = uiSchema?.['ui:widget'];
  return (
    (type === 'object' && uiSchema?.['ui:field'] === undefined) ||
    marks(schema as RJSFSchema).mapper !== undefined ||
    (type === 'array' && widget !== 'dynamicOptions')
  );
}

function Notes({ field }: { field: FieldTemplateProps }): ReactNode {
  const { id, rawErrors, rawDescription, rawHelp } = field;
  return (
    <>
      <div id={errorId(id)} className="field-errors">
        {rawErrors?.map((error) => (
          <p key={error}>{error}</p>
        ))}
      </div>
      {rawDescription && (
        <p id={descriptionId(id)} className="field-description">
          {rawDescription}
        </p>
      )}
      {rawHelp && (
        <p id={helpId(id)} className="field-description">
          {rawHelp}
        </p>
      )}
    </>
  );
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="quiet" aria-label={`Remove ${label}`} title="Remove" onClick={onRemove}>
      ×
    </button>
  );
}
