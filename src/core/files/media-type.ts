import { fileType } from './clean-file-name.ts';

/** What people attach to records; the ending of a name is all that is known of it. */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'], ['zip', 'application/zip'], ['7z', 'application/x-7z-compressed'], ['rar', 'application/vnd.rar'], ['xml', 'application/xml'], ['json', 'application/json'],
  ['doc', 'application/msword'], ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xls', 'application/vnd.ms-excel'], ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt', 'application/vnd.ms-powerpoint'], ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['odt', 'application/vnd.oasis.opendocument.text'], ['ods', 'application/vnd.oasis.opendocument.spreadsheet'], ['rtf', 'application/rtf'], ['eml', 'message/rfc822'],
  ['txt', 'text/plain'], ['csv', 'text/csv'], ['html', 'text/html'], ['htm', 'text/html'], ['md', 'text/markdown'],
  ['png', 'image/png'], ['jpg', 'image/jpeg'], ['jpeg', 'image/jpeg'], ['gif', 'image/gif'], ['webp', 'image/webp'], ['svg', 'image/svg+xml'], ['bmp', 'image/bmp'], ['tif', 'image/tiff'], ['tiff', 'image/tiff'], ['heic', 'image/heic'],
  ['mp3', 'audio/mpeg'], ['wav', 'audio/wav'], ['ogg', 'audio/ogg'], ['m4a', 'audio/mp4'], ['mp4', 'video/mp4'], ['webm', 'video/webm'], ['mov', 'video/quicktime'],
]);

/** The media type that the ending of a name stands for; bytes of an unknown kind otherwise. */
export function mediaTypeOf(name: string): string {
  return MEDIA_TYPES.get(fileType(name)) ?? 'application/octet-stream';
}
