/** How many clients the demo data has. */
export const DEMO_CLIENTS = 300;
