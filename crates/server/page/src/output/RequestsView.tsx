import type { SentRequest } from '../api/types';
import { JsonView } from './JsonView';

/** What was sent, with secrets taken out by the server. */
export function RequestsView({ requests }: { requests: SentRequest[] }) {
  if (requests.length === 0) return <p className="empty">Nothing was sent.</p>;
  return (
    <ol className="requests">
      {requests.map((request, index) => (
        <li key={index}>
          <p className="request-line">
            <strong>{request.method}</strong> <span>{request.url}</span>
          </p>
          <dl className="headers">
            {Object.entries(request.headers ?? {}).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
          {request.body !== undefined && request.body !== null && request.body !== '' && <JsonView value={request.body} label={`Body of request ${index + 1}`} />}
        </li>
      ))}
    </ol>
  );
}
