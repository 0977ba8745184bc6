import { useMemo, useState } from 'react';
import * as calls from './api/calls';
import { useClient } from './api/useClient';
import type { Credentials, JsonObject } from './api/types';
import { NodeSelect, newest } from './catalog/NodeSelect';
import { OperationList } from './catalog/OperationList';
import { CredentialButtons } from './credentials/CredentialButtons';
import { useCredentials } from './credentials/useCredentials';
import { InputItems } from './items/InputItems';
import { itemsOf } from './items/items';
import { FailureView } from './output/FailureView';
import { Output, type Run } from './output/Output';
import { Logo } from './Logo';
import { hashOf } from './route';
import { ThemeSwitch } from './theme';
import { useLoaded } from './useLoaded';
import { useRoute } from './useRoute';
import { Workbench } from './workbench/Workbench';

const NO_VALUES: JsonObject = {};
const IDLE: Run = { running: false };

/** The page: operations on the left, the form in the middle, input and output on the right. */
export function App() {
  const [client, tokenDialog] = useClient();
  const route = useRoute();
  const nodes = useLoaded(() => calls.nodes(client), [client]);
  const credentials = useCredentials(client);

  const type = route?.type ?? nodes.value?.[0]?.name;
  const version = route?.version ?? (type && nodes.value ? newest(nodes.value, type) : undefined);
  const node = useMemo(() => (type && version ? { type, version } : undefined), [type, version]);
  const described = nodes.value?.find((one) => one.name === type || one.name.endsWith(`.${type}`));
  const operations = useLoaded(node && ((signal) => calls.operations(client, node, signal)), [client, node]);

  const first = operations.value?.[0];
  const resource = route?.resource || first?.resource;
  const named = route?.operation || operations.value?.find((one) => one.resource === resource)?.operation;
  const operation = operations.value?.find(
    (one) => one.resource === (resource ?? '') && one.operation === (named ?? ''),
  );
  const form = useLoaded(
    node && resource !== undefined && named !== undefined
      ? (signal) => calls.form(client, node, resource, named, signal)
      : undefined,
    [client, node, resource, named],
  );

  const shown =
    node && operation ? { ...node, resource: operation.resource, operation: operation.operation } : undefined;
  const key = shown ? hashOf(shown) : '';
  // What was filled in and what came out is kept while one looks at other operations.
  const [drafts, setDrafts] = useState<Record<string, JsonObject>>({});
  const [runs, setRuns] = useState<Record<string, Run>>({});
  const [itemsText, setItemsText] = useState('[\n  { "json": {} }\n]');
  const [sample, setSample] = useState(0);
  const [items, setItems] = useState(() => itemsOf(itemsText) ?? []);
  const typeItems = (text: string) => {
    setItemsText(text);
    const next = itemsOf(text);
    if (next === undefined) return;
    setItems(next);
    setSample((index) => Math.min(index, Math.max(0, next.length - 1)));
  };
  const wanted = described?.credentials ?? [];
  const held: Credentials = useMemo(
    () => Object.fromEntries(Object.entries(credentials.held).filter(([name]) => wanted.includes(name))),
    [credentials.held, wanted.join()],
  );
  const problem = nodes.problem ?? operations.problem ?? form.problem;
  const unknown = operations.value !== undefined && operation === undefined;

  return (
    <>
      <header className="bar">
        <a className="brand" href="#/">
          <Logo />
          nodewright
        </a>
        {nodes.value && node && (
          <NodeSelect nodes={nodes.value} chosen={{ ...node, type: described?.name ?? node.type }} />
        )}
        <span className="bar-space" />
        <CredentialButtons wanted={wanted} box={credentials} />
        <ThemeSwitch />
      </header>
      <div className="columns">
        {node && <OperationList node={node} operations={operations.value ?? []} shown={shown} />}
        {problem || unknown ? (
          <main className="workbench">
            <FailureView
              error={
                problem ?? {
                  message: `Unknown operation '${named}' of resource '${resource}'`,
                  description: 'Choose one from the list.',
                }
              }
            />
          </main>
        ) : node && shown && operation && form.value ? (
          <Workbench
            key={key}
            client={client}
            node={node}
            nodeName={described?.displayName ?? node.type}
            operation={operation}
            form={form.value}
            values={drafts[key] ?? NO_VALUES}
            onValues={(values) => setDrafts((all) => ({ ...all, [key]: values }))}
            items={items}
            sample={sample}
            credentials={held}
            credentialTypes={wanted}
            onRun={(run) => setRuns((all) => ({ ...all, [key]: run }))}
          />
        ) : (
          <main className="workbench" aria-busy="true">
            <p className="empty">Loading…</p>
          </main>
        )}
        <aside className="data" aria-label="Input and output">
          <InputItems text={itemsText} items={items} index={sample} onText={typeItems} onIndex={setSample} />
          <Output run={runs[key] ?? IDLE} />
        </aside>
      </div>
      {tokenDialog}
    </>
  );
}
