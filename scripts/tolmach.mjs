#!/usr/bin/env node
// The `tolmach` command. Built-ins only: this file must parse and run on Node 18.
import { main } from './tasks.mjs';

await main('tolmach', process.argv.slice(2));
