import type { NodeError } from '../api/failure';
import { JsonView } from './JsonView';

/** What went wrong, in the words of the server and of the service behind it. */
export function FailureView({ error }: { error: NodeError }) {
  return (
    <div className="failure" role="alert">
      <p className="failure-message">
        {error.message}
        {error.httpCode && <span className="effect effect-delete">{error.httpCode}</span>}
      </p>
      {error.description && error.description !== error.message && <p>{error.description}</p>}
      <details>
        <summary>The whole error</summary>
        <JsonView value={error} label="The whole error" />
      </details>
    </div>
  );
}
