import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import * as calls from './api/calls';
import type { Client } from './api/client';
import { asNodeError, Failure, isAborted } from './api/failure';
import type { Credentials, Form, Item, JsonObject, NodeJson, Operation } from './api/types';
import { Effect } from './catalog/Effect';
import { CopyButtons } from './copy/CopyButtons';
import { errorsOf, type Issues } from './form/errors';
import { FormHostProvider, type FormHost } from './form/host';
import { ParameterForm } from './form/ParameterForm';
import { onceReleased } from './form/pointer';
import { useCheck, type Checking } from './form/useCheck';
import type { Run } from './output/Output';
import { formDrawn } from './renderTime';
import type { Route } from './route';

interface Props {
  client: Client;
  route: Route;
  operation: Operation;
  form: Form;
  values: JsonObject;
  onValues: (values: JsonObject) => void;
  items: Item[];
  sample: number;
  credentials: Credentials;
  credentialTypes: string[];
  nodeName: string;
  onRun: (run: Run) => void;
}

/** The form of one operation, and what can be done with it. */
export function Workbench(props: Props) {
  const { client, route, operation, form, values, onValues, items, sample, credentials, credentialTypes, nodeName, onRun } = props;
  const { type, version } = route;
  const parameters = useMemo(() => withOperation(operation, values), [operation, values]);
  const [checked, check] = useCheck(client, type, version, parameters);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Issues>({});
  const running = useRef<AbortController>(undefined);
  const [busy, setBusy] = useState(false);

  const schema = form.schema as RJSFSchema;
  const issues = useMemo(() => present(checked, parameters), [checked, parameters]);
  const errors = useMemo(() => {
    const seen = Object.entries(issues).filter(([name]) => tried || left.has(name));
    return errorsOf({ ...Object.fromEntries(seen), ...refused }, schema, values);
  }, [issues, tried, left, refused, schema, values]);
  const host = useFormHostOf(client, { name: nodeName, type, typeVersion: version, parameters }, items, sample, credentials);

  useLayoutEffect(() => formDrawn(), []);
  useEffect(() => () => running.current?.abort(), []);

  const change = (next: JsonObject) => {
    setRefused({});
    onValues(next);
  };
  const nodeJson = (stored: JsonObject): NodeJson => ({ name: nodeName, type, typeVersion: version, parameters: stored });

  const run = async () => {
    setTried(true);
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setBusy(true);
    const started = performance.now();
    try {
      const { parameters: stored, issues: found } = await check();
      if (Object.keys(found?.parameters ?? {}).length > 0) return setTimeout(focusFirstError);
      onRun({ running: true });
      const executed = await calls.execute(client, { node: nodeJson(stored), items, ...given(credentials) }, abort.signal);
      onRun({ running: false, executed, milliseconds: performance.now() - started });
    } catch (error) {
      if (isAborted(error)) return;
      onRun({ running: false, error: asNodeError(error) });
      if (error instanceof Failure && error.parameter) setRefused({ [error.parameter]: [error.error.message] });
    } finally {
      if (running.current === abort) setBusy(false);
    }
  };
  const submit = () => void run();
  const wrong = tried ? Object.keys(issues).length : 0;

  return (
    <main className="workbench" aria-labelledby="operation-heading" onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit()}>
      <header className="workbench-head">
        <p className="crumb">{operation.resourceName}</p>
        <h1 id="operation-heading">{operation.name || nodeName} <Effect effect={operation.effect} /></h1>
        <p className="lead">{operation.description}</p>
      </header>
      <div className="workbench-form">
        {Object.keys(schema.properties ?? {}).length === 0 && !schema.allOf && <p className="empty">This operation has no parameters.</p>}
        <FormHostProvider value={host}>
          <ParameterForm
            id={FORM}
            schema={schema}
            uiSchema={form.uiSchema as UiSchema}
            values={values}
            errors={errors}
            onChange={change}
            onLeave={(field) => onceReleased(() => setLeft((before) => new Set([...before, field.split('.').at(-1) ?? ''])))}
            onSubmit={submit}
          />
        </FormHostProvider>
      </div>
      <footer className="actions">
        <button type="button" className="primary" aria-busy={busy} onClick={submit} title="Ctrl+Enter">
          {busy ? 'Running…' : 'Run'}
        </button>
        <span role="status" className="wrong">{wrong === 0 ? '' : wrong === 1 ? '1 field needs a value' : `${wrong} fields need values`}</span>
        <CopyButtons node={async () => nodeJson((await check()).parameters)} items={items} credentialTypes={credentialTypes} />
      </footer>
    </main>
  );
}

const FORM = 'parameters';

function withOperation({ resource, operation }: Operation, values: JsonObject): JsonObject {
  return { ...(resource && { resource }), ...(operation && { operation }), ...values };
}

/** Without any, the server's own count. */
function given(credentials: Credentials): { credentials?: Credentials } {
  return Object.keys(credentials).length > 0 ? { credentials } : {};
}

/** The issues of the parameters as they are; of one that has changed since, there is no word yet. */
function present(checked: Checking | undefined, parameters: JsonObject): Issues {
  const issues = Object.entries(checked?.issues?.parameters ?? {});
  return Object.fromEntries(issues.filter(([name]) => parameters[name] === checked?.of[name]));
}

function focusFirstError(): void {
  const field = document.querySelector('.workbench .field-wrong');
  field?.querySelector<HTMLElement>('input, textarea, select')?.focus();
}

function useFormHostOf(client: Client, node: NodeJson, items: Item[], sample: number, credentials: Credentials): FormHost {
  // Choices are asked for the node as it is at that moment; that it has changed is no reason to ask again.
  const present = useRef(node);
  useLayoutEffect(() => {
    present.current = node;
  });
  const evaluate = useCallback(
    (expression: string, signal: AbortSignal) => calls.evaluate(client, expression, items, sample, signal),
    [client, items, sample],
  );
  const choices = useCallback(
    (method: string, filter: string, signal: AbortSignal) => {
      const call = { node: present.current, method, ...(filter && { filter }), ...given(credentials) };
      return calls.options(client, call, signal);
    },
    [client, credentials],
  );
  const { parameters } = node;
  return useMemo(() => ({ evaluate, choices, valueOf: (name) => parameters[name] }), [evaluate, choices, parameters]);
}
