/** The error texts of Rukovoditel contract 1.6. Clients match on the first three alone; those are never translated. */
export const API_OFF = 'API is not enabled';
export const KEY_MISMATCH = 'API Key mismatch';
export const noField = (field: string, entity: string): string => `${clip(field)} not exist in entity ${clip(entity)}`;

export const WRONG_LOGIN = 'No match for Username and/or Password.';
export const INACTIVE_ACCOUNT = 'Your account is not active.';
export const NO_ACCESS = "You don't have access";
export const USERNAME_TAKEN = 'Username already exist!';
export const USERNAME_EMPTY = "Username can't be empty";
export const EMAIL_TAKEN = 'User Email already exist!';
export const EMAIL_EMPTY = "User Email can't be empty";
export const SELF_DELETION = "You can't delete yourself";
export const NOT_FOUND = 'Record Not Found';
export const shortPassword = (limit: number): string => `Your Password must contain a minimum of ${limit} characters.`;

// The documentation is silent about these; a number or a name stands where the caller may have sent anything.
export const noAction = (name: string): string => `action ${clip(name)} not exist`;
export const noEntity = (entity: string): string => `entity ${clip(entity)} not exist`;
export const noReport = (report: string, entity: string): string => `report ${clip(report)} not exist in entity ${clip(entity)}`;
export const missing = (name: string): string => `${clip(name)} is required`;
export const addressDenied = (address: string): string => `Access denied for IP ${address}`;
export const wrongValue = (name: string, why: string): string => `${clip(name)}: ${why}`;
export const IN_USE = 'Record is in use';
export const REFUSED = 'The request is refused';
export const CONFLICT = 'Record is being changed by other requests. Please try again';
export const TOO_LARGE = 'Request is too large';
export const UNAVAILABLE = 'Database is not available. Please try again later';
export const TOO_MANY_TRIES = 'Too many attempts. Please try again later';
export const INTERNAL_ERROR = 'Internal error';

const MAX_ECHO_CHARACTERS = 100;

/** What a caller sent is repeated in part: an answer must not carry megabytes of it back. */
function clip(text: string): string {
  return text.slice(0, MAX_ECHO_CHARACTERS).toWellFormed();
}
