/** Says why a connection was not made; it travels through the client of HTTP as the cause of a failure. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';

  constructor(host: string) {
    super(`${host} is not an address of the open internet`);
  }
}
