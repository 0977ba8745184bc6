import { useState } from 'react';
import { asNodeError, type NodeError } from '../api/failure';
import type { CredentialType, JsonObject } from '../api/types';
import { Dialog } from '../Dialog';
import { ParameterForm } from '../form/ParameterForm';
import { FailureView } from '../output/FailureView';
import { formOf } from './schema';
import type { CredentialBox } from './useCredentials';

interface Props {
  type: CredentialType;
  box: CredentialBox;
  onClose: () => void;
}

/** Takes a credential: for the calls of this page, or for the server's store. */
export function CredentialDialog({ type, box, onClose }: Props) {
  const [data, setData] = useState<JsonObject>(box.held[type.name] ?? {});
  const [problem, setProblem] = useState<NodeError>();
  const { schema, uiSchema } = formOf(type);
  const id = `credential-${type.name}`;
  const stored = box.states.some((state) => state.type === type.name && state.stored);
  const hold = () => {
    box.hold(type.name, data);
    onClose();
  };
  const wait = (done: Promise<void>) => done.then(onClose, (error: unknown) => setProblem(asNodeError(error)));
  return (
    <Dialog title={type.displayName ?? type.name} onClose={onClose}>
      <p className="field-description">
        Held in this page's memory and sent with each call, or stored by the server, encrypted. The page never writes it
        to disk.
      </p>
      <ParameterForm
        id={id}
        schema={schema}
        uiSchema={uiSchema}
        values={data}
        errors={{}}
        onChange={setData}
        onSubmit={hold}
      />
      {problem && <FailureView error={problem} />}
      <div className="dialog-foot">
        {box.held[type.name] && (
          <button
            type="button"
            onClick={() => {
              box.hold(type.name, undefined);
              onClose();
            }}
          >
            Forget
          </button>
        )}
        {stored && (
          <button type="button" onClick={() => wait(box.remove(type.name))}>
            Delete from the store
          </button>
        )}
        <button type="button" onClick={() => wait(box.store(type.name, data))}>
          Store on the server
        </button>
        <button type="submit" form={`${id}-form`} className="primary">
          Use in this page
        </button>
      </div>
    </Dialog>
  );
}
