// The index of the package also imports ajv, for its own tests.
import Form, { type FormProps } from '@rjsf/core/lib/components/Form.js';
import { put } from './put';

/**
 * The form of react-jsonschema-form, changing only what the user changed. By itself it also fits the other values to the
 * schema whenever fields come or go, which adds empty objects and drops what was typed into a field that is hidden for
 * now.
 */
export class PlainForm extends Form {
  constructor(props: FormProps) {
    super(props);
    const replace = this.onChange;
    // Changes of one batch come before the state has the first of them, and each builds on the one before.
    let committed = this.state.formData;
    let latest = committed;
    this.onChange = (value, path, errors, id) => {
      if (this.state.formData !== committed) latest = committed = this.state.formData;
      latest = put(latest, path, value);
      replace(latest, [], errors, id);
    };
  }
}
