#!/usr/bin/env node
// `node scripts/run.mjs <task> [arguments]`: what the npm scripts call.
// Built-ins only: this file must parse and run on Node 18.
import { main } from './tasks.mjs';

await main(process.argv[2], process.argv.slice(3));
