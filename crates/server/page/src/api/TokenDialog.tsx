import { useState } from 'react';
import { Dialog } from '../Dialog';

interface Props {
  refused: boolean;
  onToken: (token: string) => void;
}

/** Asks for the bearer token that the server was started with. It is kept in memory only. */
export function TokenDialog({ refused, onToken }: Props) {
  const [token, setToken] = useState('');
  return (
    <Dialog title="This server wants a token" onClose={() => onToken(token)}>
      <form method="dialog" className="fields">
        <p>{refused ? 'The server does not know that token. ' : ''}It is in the file that <code>--token-file</code> names.</p>
        <label htmlFor="token" className="label">Token</label>
        <input id="token" type="password" autoComplete="off" autoFocus value={token} onChange={(event) => setToken(event.target.value)} />
        <div className="dialog-foot"><button className="primary">Continue</button></div>
      </form>
    </Dialog>
  );
}
