import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { NodeError } from '../api/failure';
import type { Executed, SentRequest } from '../api/types';
import { FailureView } from './FailureView';
import { JsonView } from './JsonView';
import { RequestsView } from './RequestsView';
import { TableView } from './TableView';

/** What the last run came to. */
export interface Run {
  running: boolean;
  executed?: Executed;
  error?: NodeError;
  milliseconds?: number;
}

const TABS = ['Table', 'JSON', 'Requests'] as const;
type Tab = (typeof TABS)[number];

/** What came out of the node, as a table, as JSON, and what was sent for it. */
export function Output({ run }: { run: Run }) {
  const [tab, setTab] = useState<Tab>('Table');
  const id = useId();
  const { executed, error } = run;
  return (
    <section className="panel panel-output" aria-labelledby={`${id}-heading`} aria-busy={run.running}>
      <header className="panel-head">
        <h2 id={`${id}-heading`}>Output</h2>
        <span className="count" role="status">{summary(run)}</span>
        <TabList id={id} tab={tab} onTab={setTab} />
      </header>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} className="panel-body">
        {error && tab !== 'Requests' && <FailureView error={error} />}
        {error && tab === 'Requests' && <RequestsView requests={requestsOf(error)} />}
        {!error && !executed && <p className="empty">{run.running ? 'Running…' : 'Run the node to see what comes out.'}</p>}
        {executed && <Result tab={tab} executed={executed} />}
      </div>
    </section>
  );
}

function Result({ tab, executed }: { tab: Tab; executed: Executed }) {
  if (tab === 'Requests') return <RequestsView requests={executed.requests} />;
  return executed.outputs.map((items, index) => (
    <div key={index} className="output">
      {executed.outputs.length > 1 && <h3>Output {index}</h3>}
      {tab === 'Table' ? <TableView items={items} /> : <JsonView value={items} label="Output as JSON" />}
    </div>
  ));
}

/** Tabs, changed with the arrow keys. */
function TabList({ id, tab, onTab }: { id: string; tab: Tab; onTab: (tab: Tab) => void }) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = (TABS.indexOf(tab) + step + TABS.length) % TABS.length;
    onTab(TABS[next] ?? tab);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label="View of the output" className="tabs" onKeyDown={move}>
      {TABS.map((one) => (
        <button key={one} id={`${id}-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={`${id}-panel`} tabIndex={one === tab ? 0 : -1} onClick={() => onTab(one)}>
          {one}
        </button>
      ))}
    </div>
  );
}

/** What had been sent before it failed. */
function requestsOf(error: NodeError): SentRequest[] {
  const requests = error.context?.['requests'];
  return Array.isArray(requests) ? (requests as unknown as SentRequest[]) : [];
}

function summary({ running, executed, error, milliseconds }: Run): string {
  if (running) return 'running…';
  if (error) return 'failed';
  if (!executed) return '';
  const items = executed.outputs.reduce((sum, items) => sum + items.length, 0);
  return `${items === 1 ? '1 item' : `${items} items`} in ${Math.round(milliseconds ?? 0)} ms`;
}
