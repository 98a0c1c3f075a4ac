// Preloaded: names of load balancers, and of the bucket that takes answers of custom resources, lead to the emulator.
const fs = require('node:fs');
const net = require('node:net');

const EMULATED = /(\.elb\.amazonaws\.com|^cloudformation-custom-resource-response-.*\.amazonaws\.com)$/;
const connect = net.Socket.prototype.connect;

/** The port on this machine behind a name and a port; listeners come and go, so it is looked up each time. */
function portOf(host, port) {
  const key = `${host.replace(/^dualstack\./, '').toLowerCase()}:${port}`;
  const found = JSON.parse(fs.readFileSync(process.env.EMULATOR_PORTS, 'utf8'))[key];
  // A port on which nobody listens, so that it is refused as by a load balancer without such a listener.
  return found ?? 9;
}

net.Socket.prototype.connect = function (...args) {
  // Node hands over its normalized arguments as an array: options and callback.
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (options && typeof options === 'object' && EMULATED.test(options.host ?? '')) {
    options.port = portOf(options.host, options.port);
    options.host = '127.0.0.1';
    options.lookup = undefined;
  }
  return connect.apply(this, args);
};
