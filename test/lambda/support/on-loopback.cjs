/** Lets the names of Function URLs lead to this machine, for a process that is started with it. */
const dns = require('node:dns');

const { lookup } = dns;
dns.lookup = (hostname, ...rest) => lookup(hostname.endsWith('.on.aws') ? '127.0.0.1' : hostname, ...rest);
