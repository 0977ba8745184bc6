import type { NodeVersion } from '../api/calls';
import type { NodeType } from '../api/types';
import { hashOf } from '../route';

interface Props {
  nodes: NodeType[];
  chosen: NodeVersion;
}

/** Which node, and which of its versions. */
export function NodeSelect({ nodes, chosen }: Props) {
  const go = (type: string, version: number) => {
    location.hash = hashOf({ type, version, resource: '', operation: '' });
  };
  const node = nodes.find((one) => one.name === chosen.type);
  return (
    <div className="node-select">
      <label htmlFor="node" className="unseen">Node</label>
      <select id="node" value={chosen.type} onChange={(event) => go(event.target.value, newest(nodes, event.target.value))}>
        {nodes.map((one) => (
          <option key={one.name} value={one.name}>{one.displayName}</option>
        ))}
      </select>
      <label htmlFor="version" className="unseen">Version</label>
      <select id="version" value={chosen.version} onChange={(event) => go(chosen.type, Number(event.target.value))}>
        {(node?.versions ?? []).map((version) => (
          <option key={version} value={version}>v{version}</option>
        ))}
      </select>
    </div>
  );
}

export function newest(nodes: NodeType[], type: string): number {
  const node = nodes.find((one) => one.name === type);
  return node?.defaultVersion ?? node?.versions.at(-1) ?? 1;
}
