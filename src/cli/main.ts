#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { openStore } from '../server/open-store.ts';
import { runProgram } from './program.ts';

// `tolmach user list | head` closes our output early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

await runProgram(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  readInput: () => text(process.stdin),
  watched: process.stderr.isTTY,
  openStore,
  fail: () => {
    process.exitCode = 1;
  },
});
