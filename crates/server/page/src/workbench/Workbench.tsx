import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import * as calls from '../api/calls';
import type { Client } from '../api/client';
import { asNodeError } from '../api/failure';
import type { Credentials, Form, Item, JsonObject, NodeJson, Operation } from '../api/types';
import { Effect } from '../catalog/Effect';
import { CopyButtons } from '../copy/CopyButtons';
import { errorsOf } from '../form/errors';
import { FormHostProvider } from '../form/host';
import { ParameterForm } from '../form/ParameterForm';
import type { Run } from '../output/Output';
import { present } from './issues';
import { onceReleased } from './pointer';
import { formDrawn } from './renderTime';
import { useCheck } from './useCheck';
import { useFormHostOf } from './useFormHost';
import { useRun } from './useRun';

interface Props {
  client: Client;
  node: calls.NodeVersion;
  nodeName: string;
  operation: Operation;
  form: Form;
  values: JsonObject;
  onValues: (values: JsonObject) => void;
  items: Item[];
  sample: number;
  credentials: Credentials;
  credentialTypes: string[];
  onRun: (run: Run) => void;
}

/** The form of one operation, and what can be done with it. */
export function Workbench(props: Props) {
  const { client, node, nodeName, operation, values, onValues, items, credentials } = props;
  const schema = props.form.schema as RJSFSchema;
  const parameters = useMemo(() => withOperation(operation, values), [operation, values]);
  const nodeJson = (parameters: JsonObject): NodeJson => ({
    name: nodeName,
    type: node.type,
    typeVersion: node.version,
    parameters,
  });

  const [checked, check] = useCheck(client, node, parameters);
  const { busy, refused, run, forget } = useRun(props.onRun);
  const host = useFormHostOf(client, nodeJson(parameters), items, props.sample, credentials);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const focusing = useRef(false);
  useLayoutEffect(() => formDrawn(), []);
  useEffect(() => {
    document.title = `${operation.resourceName}: ${operation.name} – nodewright`;
  }, [operation]);
  useLayoutEffect(() => {
    if (focusing.current && focusFirstError()) focusing.current = false;
  });

  const issues = useMemo(() => present(checked, parameters), [checked, parameters]);
  const errors = useMemo(() => {
    // A field the user has not visited yet is not an error.
    const seen = Object.entries(issues).filter(([name]) => tried || left.has(name.split('.').at(-1) ?? name));
    return errorsOf({ ...Object.fromEntries(seen), ...refused }, schema, values);
  }, [issues, tried, left, refused, schema, values]);

  const change = (next: JsonObject) => {
    forget();
    onValues(next);
  };
  const leave = (field: string) =>
    onceReleased(() => setLeft((before) => new Set([...before, field.split('.').at(-1) ?? ''])));
  const submit = async () => {
    setTried(true);
    try {
      const { parameters: stored, issues: found } = await check();
      if (Object.keys(found?.parameters ?? {}).length > 0) {
        focusing.current = true;
        return;
      }
      await run((signal) =>
        calls.execute(client, { node: nodeJson(stored), items, ...calls.given(credentials) }, signal),
      );
    } catch (error) {
      props.onRun({ running: false, error: asNodeError(error) });
    }
  };
  const onCtrlEnter = (event: { key: string; ctrlKey: boolean; metaKey: boolean }) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  };

  return (
    <main className="workbench" aria-labelledby="operation-heading" onKeyDown={onCtrlEnter}>
      <header className="workbench-head">
        <p className="crumb">{operation.resourceName}</p>
        <h1 id="operation-heading">
          {operation.name || nodeName} <Effect effect={operation.effect} />
        </h1>
        <p className="lead">{operation.description}</p>
      </header>
      <div className="workbench-form">
        {!schema.allOf && Object.keys(schema.properties ?? {}).length === 0 && (
          <p className="empty">This operation has no parameters.</p>
        )}
        <FormHostProvider value={host}>
          <ParameterForm
            id="parameters"
            schema={schema}
            uiSchema={props.form.uiSchema as UiSchema}
            values={values}
            errors={errors}
            onChange={change}
            onLeave={leave}
          />
        </FormHostProvider>
      </div>
      <footer className="actions">
        <button
          type="button"
          className="primary"
          aria-busy={busy}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={submit}
        >
          {busy ? 'Running…' : 'Run'}
          <kbd aria-hidden="true">Ctrl ⏎</kbd>
        </button>
        <span role="status" className="wrong">
          {tried && wrong(Object.keys(issues).length)}
        </span>
        <CopyButtons
          node={async () => nodeJson((await check()).parameters)}
          items={items}
          credentialTypes={props.credentialTypes}
        />
      </footer>
    </main>
  );
}

function withOperation({ resource, operation }: Operation, values: JsonObject): JsonObject {
  return { ...(resource && { resource }), ...(operation && { operation }), ...values };
}

function wrong(fields: number): string {
  if (fields === 0) return '';
  return fields === 1 ? '1 field needs a value' : `${fields} fields need values`;
}

/** Whether there is one. */
function focusFirstError(): boolean {
  const wrong = document.querySelector('.workbench .field-wrong');
  const field =
    wrong?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    wrong?.querySelector<HTMLElement>('input, textarea, select');
  field?.focus();
  return field !== undefined && field !== null;
}
