/** The fields of a user that the product has already, by the vendor's type (Rukovoditel contract 3.4.9). */
export const USER_FIELDS: Readonly<Record<string, string>> = {
  user_status: 'active', user_accessgroups: 'role', user_firstname: 'first_name', user_lastname: 'last_name', user_email: 'emails', user_photo: 'photo',
  user_username: 'login', user_language: 'language', user_skin: 'skin', user_last_login_date: 'last_login_at',
};

/** The number of the entity that users are. */
export const USERS = 1;
