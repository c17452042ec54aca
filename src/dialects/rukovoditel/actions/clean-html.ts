const MORE_TAGS = ['img', 'del', 'ins', 'font', 'center'];
const MORE_ATTRIBUTES = {
  '*': ['style', 'class', 'align', 'title', 'width', 'height', 'border', 'cellpadding', 'cellspacing', 'colspan', 'rowspan'],
  a: ['href', 'name', 'target', 'rel'], font: ['color', 'size', 'face'],
};

const MAX_TRIES = 5;
const ANY = [/^[\w\s#%.,()"'-]{1,100}$/u];
/** Styles that colour and place text; none of them reaches outside of it. */
const STYLES = { '*': { color: ANY, 'background-color': ANY, 'text-align': ANY, 'font-size': ANY, 'font-weight': ANY, 'font-style': ANY, 'font-family': ANY, 'text-decoration': ANY, width: ANY, height: ANY, 'margin-left': ANY, 'padding-left': ANY, 'list-style-type': ANY } };

/** HTML that people may look at: no scripts, no handlers, no addresses that run anything (Rukovoditel contract 3.4.1). */
export async function cleanHtml(html: string): Promise<string> {
  if (!html.includes('<') && !html.includes('&')) return html;
  // Many installations never see any, and the library is large.
  const { default: sanitize } = await import('sanitize-html');
  const { allowedTags, allowedAttributes } = sanitize.defaults;
  const clean = (text: string): string => sanitize(text, {
    allowedTags: [...allowedTags, ...MORE_TAGS],
    allowedAttributes: { ...allowedAttributes, ...MORE_ATTRIBUTES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowedStyles: STYLES,
  });
  // What lies where it may not (a link in a link) comes out in another place, and is read anew there.
  let [last, next] = [html, clean(html)];
  for (let tries = 1; next !== last && tries < MAX_TRIES; tries++) [last, next] = [next, clean(next)];
  return next;
}
