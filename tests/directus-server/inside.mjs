// Loaded into Directus' process before Directus itself.

import net from 'node:net';

// Directus is to listen on the socket that serve.mjs opened: in a namespace of its own nobody could reach another one.
const socket = new Promise((resolve) => {
  process.on('message', (message, handle) => message === 'listen' && resolve(handle));
});
const { listen, connect } = { listen: net.Server.prototype.listen, connect: net.Socket.prototype.connect };
net.Server.prototype.listen = function (options, ...rest) {
  if (String(options?.port) !== process.env.PORT) return listen.call(this, options, ...rest);
  socket.then((handle) => listen.call(this, handle, ...rest));
  return this;
};

// It does not outlive serve.mjs.
process.on('disconnect', () => process.exit());

// No connection leaves this machine, also where there is no namespace to see to that.
const LOCAL = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;
net.Socket.prototype.connect = function (...args) {
  const host = destination(args);
  if (host === undefined || LOCAL.test(host)) return connect.apply(this, args);
  const error = Object.assign(new Error(`connection to ${host} refused: tests stay on this machine`), { code: 'ECONNREFUSED' });
  process.nextTick(() => this.destroy(error));
  return this;
};

// The host of connect(options), connect(port, host), or of either in the array that net itself passes on. None is a
// socket file or this machine.
function destination([first, second]) {
  if (Array.isArray(first)) return destination(first);
  if (typeof first === 'object') return first.path ? undefined : first.host;
  return typeof second === 'string' ? second : undefined;
}
