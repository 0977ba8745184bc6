// What the other side calls: (kit) => (name, input) => a promise of `{ value }` or `{ thrown }`.
(kit) => {
  'use strict';
  const { part } = kit;
  const calls = {
    node: ({ file }) => part('describe').node(file),
    credential: ({ file }) => part('describe').credential(file),
    execute: (input) => part('execute').execute(part('describe').nodeType(input.file, input.key), input),
    function: (input) => part('function')(part('describe').nodeType(input.file, input.key), input),
    options: (input) => part('options')(part('describe').nodeType(input.file, input.key), input),
    authenticate: (input) => part('sign').authenticate(part('describe').credentialType(input.file), input),
    preAuthentication: (input) => part('sign').preAuthentication(part('describe').credentialType(input.file), input),
  };
  return async (name, input) => {
    try {
      return { value: await calls[name](input) };
    } catch (error) {
      return { thrown: part('plain').thrown(error) };
    }
  };
}
